using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentMonitor.Executions;
using AgentMonitor.State;

namespace AgentMonitor.Erasure;

/// <summary>
/// Keeps what has to outlast the process: the key, the hashes of what was erased, and how far each erasure is. A hash
/// is stored before the execution it stands for is touched.
/// </summary>
internal sealed class ErasureRecords(IStateStore state, ErasedIds erased)
{
    // Together well below what one document of state may hold.
    private const int HashesInOne = 20_000;

    private const string BatchPrefix = "hashes-";

    private const string UserPrefix = "user-";

    /// <summary>Everything that was ever erased, into memory; those erasures that are not done.</summary>
    public async ValueTask<IReadOnlyList<ErasureProgress>> LoadAsync(CancellationToken cancellationToken)
    {
        var key = await state.FindAsync(StateKinds.Settings, ErasedIds.KeyName, cancellationToken).ConfigureAwait(false);
        return key is null ? [] : Load(
            erased, key, await state.ListAsync(StateKinds.Erased, cancellationToken).ConfigureAwait(false));
    }

    public static IReadOnlyList<ErasureProgress> Load(ErasedIds erased, StateDocument key, IReadOnlyList<StateDocument> documents)
    {
        erased.UseKey(Read(key, ErasureJson.Default.ErasureKey).Key);
        var unfinished = new List<ErasureProgress>();
        foreach (var document in documents)
        {
            if (document.Id.StartsWith(BatchPrefix, StringComparison.Ordinal))
            {
                erased.Add(Read(document, ErasureJson.Default.ErasedBatch).Executions);
            }
            else if (Read(document, ErasureJson.Default.ErasureProgress) is var erasure)
            {
                erased.Note(erasure.UserHash, erasure.DoneAt ?? DateTimeOffset.MaxValue);
                if (erasure.Step != ErasureStep.Done)
                {
                    unfinished.Add(erasure);
                }
            }
        }

        return unfinished;
    }

    /// <summary>Makes the key unless there is one.</summary>
    public async ValueTask EnsureKeyAsync(CancellationToken cancellationToken)
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

    public StateValue<ErasureProgress> Of(string userHash) => new(
        state, StateKinds.Erased, UserPrefix + userHash, ErasureJson.Default.ErasureProgress,
        () => new ErasureProgress(userHash, null, default, new Dictionary<int, long>(), ErasureStep.Done, 0));

    /// <summary>Durable before it returns, and known to the intake and the projection.</summary>
    public async ValueTask AddAsync(string userHash, UserBatch batch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sessions = Together(batch.Sessions.Select(erased.HashOfSession));
        foreach (var some in batch.Executions.Chunk(HashesInOne))
        {
            var executions = Together(some.Select(erased.HashOf));
            var id = BatchPrefix + now.UtcTicks.ToString("D19", CultureInfo.InvariantCulture) + "-" + Guid.NewGuid().ToString("N");
            var document = JsonSerializer.SerializeToUtf8Bytes(
                new ErasedBatch(userHash, executions, sessions, now), ErasureJson.Default.ErasedBatch);
            await state.TrySaveAsync(new StateDocument(StateKinds.Erased, id, document), cancellationToken).ConfigureAwait(false);
            erased.Add(executions);
            sessions = [];
        }
    }

    /// <summary>How many executions and sessions of the user were ever erased.</summary>
    public async ValueTask<(int Executions, int Sessions)> CountAsync(string userHash, CancellationToken cancellationToken)
    {
        var (executions, sessions) = (0, new HashSet<string>(StringComparer.Ordinal));
        foreach (var document in await state.ListAsync(StateKinds.Erased, cancellationToken).ConfigureAwait(false))
        {
            if (document.Id.StartsWith(BatchPrefix, StringComparison.Ordinal)
                && Read(document, ErasureJson.Default.ErasedBatch) is var batch && batch.UserHash == userHash)
            {
                executions += batch.Executions.Length / ErasedIds.HashLength;
                sessions.UnionWith(batch.Sessions.Chunk(ErasedIds.HashLength).Select(Convert.ToHexString));
            }
        }

        return (executions, sessions.Count);
    }

    private static byte[] Together(IEnumerable<byte[]> hashes) => [.. hashes.SelectMany(hash => hash)];

    private static T Read<T>(StateDocument document, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(document.Utf8Json.Span, type) ?? throw new JsonException("It is null.");
}
