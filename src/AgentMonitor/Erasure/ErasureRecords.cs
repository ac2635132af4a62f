using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentMonitor.Executions;
using AgentMonitor.State;

namespace AgentMonitor.Erasure;

/// <summary>
/// Keeps what has to outlast the process: the key, the hashes of what was erased, and how far each erasure is. A hash
/// is stored before the execution it stands for is touched. Other processes erase too, and whoever goes by
/// <see cref="Erased"/> learns of that here.
/// </summary>
public sealed class ErasureRecords(IStateStore state, ErasedIds erased, TimeProvider clock)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(20);

    // Together well below what one document of state may hold.
    private const int HashesInOne = 20_000;

    private readonly Lock _gate = new();

    private string _loaded = "";

    private long _lastAsked;

    private volatile Learnt? _learnt;

    /// <summary>What was erased, as this process knows it.</summary>
    public ErasedIds Erased => erased;

    /// <summary>Sees to it that what was erased until a moment ago is known.</summary>
    public async ValueTask FreshAsync(CancellationToken cancellationToken)
    {
        if (_learnt is not { } learnt || clock.GetElapsedTime(learnt.ReadAt) >= FreshFor)
        {
            await ReloadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sees to it that whatever was erased, or begun to be, before this was called is known.</summary>
    public async ValueTask ReloadAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Those erasures that are not done; what was erased goes into memory when there is something new.</summary>
    internal async ValueTask<IReadOnlyList<ErasureProgress>> LoadAsync(CancellationToken cancellationToken)
    {
        var learnt = new Learnt(Interlocked.Increment(ref _lastAsked), clock.GetTimestamp());
        if (await state.FindAsync(StateKinds.Settings, ErasedIds.KeyName, cancellationToken).ConfigureAwait(false) is not { } key)
        {
            _learnt = learnt;
            return [];
        }

        var users = await state.ListAsync(StateKinds.Erased, cancellationToken).ConfigureAwait(false);
        var version = string.Join(' ', users.Select(user => $"{user.Id}:{user.ETag}").Order(StringComparer.Ordinal));
        IReadOnlyList<ErasureProgress> left =
            [.. users.Select(user => Read(user, ErasureJson.Default.ErasureProgress)).Where(user => user.Step != ErasureStep.Done)];

        // One that goes on adds hashes while its own record stays as it is.
        if (left.Count > 0 || version != _loaded)
        {
            var executions = await state.ListAsync(StateKinds.ErasedExecutions, cancellationToken).ConfigureAwait(false);
            Learn(learnt, version, key, users, executions);
        }
        else
        {
            _learnt = learnt;
        }

        return left;
    }

    internal static void Load(
        ErasedIds erased, StateDocument key, IEnumerable<StateDocument> users, IEnumerable<StateDocument> executions)
    {
        erased.UseKey(Read(key, ErasureJson.Default.ErasureKey).Key);
        foreach (var batch in executions)
        {
            erased.Add(Read(batch, ErasureJson.Default.ErasedBatch).Executions);
        }

        foreach (var user in users.Select(user => Read(user, ErasureJson.Default.ErasureProgress)))
        {
            erased.Note(user.UserHash, user.DoneAt ?? DateTimeOffset.MaxValue);
        }
    }

    /// <summary>Takes away what was erased before an instant; a process that knows it still knows it until it ends.</summary>
    internal async ValueTask DropBeforeAsync(DateTimeOffset instant, CancellationToken cancellationToken)
    {
        foreach (var batch in await state.ListAsync(StateKinds.ErasedExecutions, cancellationToken).ConfigureAwait(false))
        {
            if (Read(batch, ErasureJson.Default.ErasedBatch).At < instant)
            {
                await state.DeleteAsync(StateKinds.ErasedExecutions, batch.Id, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var user in await state.ListAsync(StateKinds.Erased, cancellationToken).ConfigureAwait(false))
        {
            if (Read(user, ErasureJson.Default.ErasureProgress).DoneAt < instant)
            {
                await state.DeleteAsync(StateKinds.Erased, user.Id, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Makes the key unless there is one.</summary>
    internal async ValueTask EnsureKeyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await state.FindAsync(StateKinds.Settings, ErasedIds.KeyName, cancellationToken).ConfigureAwait(false) is { } found)
            {
                erased.UseKey(Read(found, ErasureJson.Default.ErasureKey).Key);
                return;
            }

            var key = new ErasureKey(RandomNumberGenerator.GetBytes(ErasedIds.KeyLength));
            await state.TrySaveAsync(
                new StateDocument(StateKinds.Settings, ErasedIds.KeyName, JsonSerializer.SerializeToUtf8Bytes(key, ErasureJson.Default.ErasureKey)),
                cancellationToken).ConfigureAwait(false);
        }
    }

    internal StateValue<ErasureProgress> Of(string userHash) => new(
        state, StateKinds.Erased, userHash, ErasureJson.Default.ErasureProgress,
        () => new ErasureProgress(userHash, null, default, new Dictionary<int, long>(), ErasureStep.Done, 0));

    /// <summary>Durable before it returns, and known to the intake and the projection.</summary>
    internal async ValueTask AddAsync(string userHash, UserBatch batch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sessions = Together(batch.Sessions.Select(erased.HashOfSession));
        foreach (var some in batch.Executions.Chunk(HashesInOne))
        {
            var executions = Together(some.Select(erased.HashOf));
            var id = Guid.CreateVersion7(now).ToString();
            var document = JsonSerializer.SerializeToUtf8Bytes(
                new ErasedBatch(userHash, executions, sessions, now), ErasureJson.Default.ErasedBatch);
            await state.TrySaveAsync(new StateDocument(StateKinds.ErasedExecutions, id, document), cancellationToken).ConfigureAwait(false);
            erased.Add(executions);
            sessions = [];
        }
    }

    /// <summary>How many executions and sessions of the user were ever erased.</summary>
    internal async ValueTask<(int Executions, int Sessions)> CountAsync(string userHash, CancellationToken cancellationToken)
    {
        var (executions, sessions) = (0, new HashSet<string>(StringComparer.Ordinal));
        foreach (var document in await state.ListAsync(StateKinds.ErasedExecutions, cancellationToken).ConfigureAwait(false))
        {
            if (Read(document, ErasureJson.Default.ErasedBatch) is var batch && batch.UserHash == userHash)
            {
                executions += batch.Executions.Length / ErasedIds.HashLength;
                sessions.UnionWith(batch.Sessions.Chunk(ErasedIds.HashLength).Select(Convert.ToHexString));
            }
        }

        return (executions, sessions.Count);
    }

    // What was asked for later and answered first knows more of who is being forgotten.
    private void Learn(
        Learnt learnt, string version, StateDocument key, IReadOnlyList<StateDocument> users, IReadOnlyList<StateDocument> executions)
    {
        lock (_gate)
        {
            if (_learnt is null || _learnt.Asked < learnt.Asked)
            {
                Load(erased, key, users, executions);
                (_loaded, _learnt) = (version, learnt);
            }
        }
    }

    private static byte[] Together(IEnumerable<byte[]> hashes) => [.. hashes.SelectMany(hash => hash)];

    private static T Read<T>(StateDocument document, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(document.Utf8Json.Span, type) ?? throw new JsonException("It is null.");

    private sealed record Learnt(long Asked, long ReadAt);
}
