using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.State;

namespace AgentMonitor.Erasure;

/// <summary>How an erasure stands; counts are of all that was ever erased of this user.</summary>
public sealed record ForgetOutcome(string UserHash, int Executions, int Sessions, int RollupDocuments, bool IsDone);

/// <summary>
/// Forgets users. What is asked for is durable before anything is touched, every step may be repeated, and a crash
/// between any two of them is made up for by <see cref="ResumeAsync"/>. No total changes, and nothing that arrives
/// waits.
/// </summary>
public sealed class Forgetting(
    IUserErasure store, UserDays days, IEnumerable<IUserTraces> traces, IProjectedPosition position, ErasureRecords records,
    RetentionAges ages, TimeProvider clock) : IDisposable
{
    // Whoever asks is told "running" after that, and the next turn goes on.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Learns what was erased before. Call before anything is taken in or projected.</summary>
    public async ValueTask LoadAsync(CancellationToken cancellationToken) =>
        await records.ReloadAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Everything of this user that came in until now is to go, and goes at once where that takes seconds. What comes
    /// later is somebody new.
    /// </summary>
    public async ValueTask<ForgetOutcome> ForgetAsync(string userId, CancellationToken cancellationToken)
    {
        await records.EnsureKeyAsync(cancellationToken).ConfigureAwait(false);
        var hash = records.Erased.HashOfUser(userId);
        var record = records.Of(hash);
        var asked = await record.ChangeAsync(
            before => before with
            {
                UserId = userId,
                At = clock.GetUtcNow(),
                Through = position.End.Shards.ToDictionary(),
                Step = ErasureStep.Erasing,
                DoneAt = null,
            },
            cancellationToken).ConfigureAwait(false);

        using var patience = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await RunAsync(asked.Value, both.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            exception is StoreUnavailableException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // It is durable that it has to be done, and the next turn goes on with it.
        }

        var (executions, sessions) = await records.CountAsync(hash, cancellationToken).ConfigureAwait(false);
        var now = (await record.ReadAsync(cancellationToken).ConfigureAwait(false)).Value;
        return new ForgetOutcome(hash, executions, sessions, now.Documents, now.Step == ErasureStep.Done);
    }

    /// <summary>Forgets of whom it was forgotten, once nothing of that can come again.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken) =>
        await records.DropBeforeAsync(clock.GetUtcNow() - ages.Erased, cancellationToken).ConfigureAwait(false);

    /// <summary>Goes on with what was begun and is not done.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        var left = await records.LoadAsync(cancellationToken).ConfigureAwait(false);
        await EachStep.TakeAsync(
            left.Select<ErasureProgress, Func<CancellationToken, Task>>(erasure => async stop => await RunAsync(erasure, stop).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async ValueTask RunAsync(ErasureProgress erasure, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            records.Erased.Note(erasure.UserHash, DateTimeOffset.MaxValue);
            if (erasure.UserId is { } user)
            {
                erasure = await EraseAsync(erasure, Asked(erasure, user), cancellationToken).ConfigureAwait(false);
            }

            await store.ScrubAsync(cancellationToken).ConfigureAwait(false);
            var done = await records.Of(erasure.UserHash).ChangeAsync(
                now => now.Step == ErasureStep.Scrubbing ? now with { Step = ErasureStep.Done, DoneAt = clock.GetUtcNow() } : now,
                cancellationToken).ConfigureAwait(false);
            records.Erased.Note(erasure.UserHash, done.Value.DoneAt ?? DateTimeOffset.MaxValue);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async ValueTask<ErasureProgress> EraseAsync(ErasureProgress erasure, ForgottenUser user, CancellationToken cancellationToken)
    {
        var record = records.Of(erasure.UserHash);
        await WaitUntilProjectedAsync(user, cancellationToken).ConfigureAwait(false);
        await foreach (var batch in store.FindAsync(user, cancellationToken).ConfigureAwait(false))
        {
            await records.AddAsync(erasure.UserHash, batch, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }

        await store.EraseAsync(user, cancellationToken).ConfigureAwait(false);
        var documents = await days.ForgetAsync(user.UserId, cancellationToken).ConfigureAwait(false);
        foreach (var place in traces)
        {
            await place.ForgetAsync(user, cancellationToken).ConfigureAwait(false);
        }

        // Asked for once more meanwhile: then the user's id has to stay for that.
        var erasedNow = await record.ChangeAsync(
            now => now with
            {
                Documents = now.Documents + documents,
                UserId = now.At == erasure.At ? null : now.UserId,
                Step = now.At == erasure.At ? ErasureStep.Scrubbing : now.Step,
            },
            cancellationToken).ConfigureAwait(false);
        return erasedNow.Value;
    }

    // What is not projected yet would be taken for new when it is erased, and come with its user afterwards. A store that
    // does not know its end is waited for until nothing is pending, and what it found before the request says nothing
    // of that.
    private async ValueTask WaitUntilProjectedAsync(ForgottenUser user, CancellationToken cancellationToken)
    {
        await position.WaitUntilProjectedAsync(user.Through, cancellationToken).ConfigureAwait(false);
        while (user.Through.Shards.Count == 0 && !await position.IsCaughtUpAsync(cancellationToken).ConfigureAwait(false))
        {
            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static ForgottenUser Asked(ErasureProgress erasure, string user)
    {
        var through = new FeedMark();
        foreach (var (shard, lsn) in erasure.Through)
        {
            through.Raise(shard, lsn);
        }

        return new ForgottenUser(user, erasure.At, through);
    }
}
