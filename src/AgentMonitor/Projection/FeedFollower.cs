using AgentMonitor.Executions;
using AgentMonitor.Live;

namespace AgentMonitor.Projection;

/// <summary>
/// Follows a feed that has to be read: page after page into the projector, a faulting page again until it goes
/// through. Says how far it is.
/// </summary>
/// <param name="frames">Whether browsers watch; null in a host that none can watch.</param>
public sealed class FeedFollower(IExecutionFeed feed, Projector projector, TimeProvider clock, ILiveFrames? frames = null)
    : IFeedProgress, IProjectedPosition
{
    // Large pages share one transaction and one write of each hot document; beyond this size that brings nothing more,
    // and what is in memory for a page lives so long that collecting it costs more.
    private const int PageLimit = 8_192;

    // A feed that one loop reads in one order is one shard.
    private const int Shard = 0;

    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30));

    private readonly Lock _gate = new();

    private TaskCompletionSource _advanced = NewSignal();

    private long _projected;

    private readonly FeedPace _pace = new(clock, frames);

    private readonly Standstill _standstill = new(clock);

    private bool _waiting;

    private DateTimeOffset _completeUntil;

    /// <summary>Told of each fault, and of how long it waits before it tries the same page again.</summary>
    public event Action<Exception, TimeSpan>? Faulted;

    public long DurableEnd => feed.End;

    public FeedMark End => FeedMark.Of(Shard, feed.End);

    public DateTimeOffset AsOf
    {
        get
        {
            lock (_gate)
            {
                return _waiting ? clock.GetUtcNow() : _completeUntil;
            }
        }
    }

    public TimeSpan Lag => clock.GetUtcNow() - AsOf is { Ticks: > 0 } lag ? lag : TimeSpan.Zero;

    /// <summary>Runs until it is told to stop; a page that has begun is finished first.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await TryUntilDoneAsync(StartAsync, stopping);
            while (true)
            {
                await TryUntilDoneAsync(WaitForMoreAsync, stopping);
                Wake();
                await KeepPaceAsync(stopping);
                await TryUntilDoneAsync(ProjectNextAsync, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    public async ValueTask WaitUntilProjectedAsync(long position, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task advanced;
            lock (_gate)
            {
                if (_projected >= position)
                {
                    return;
                }

                if (_standstill.IsReached)
                {
                    throw _standstill.ToException();
                }

                advanced = _advanced.Task;
            }

            await advanced.WaitAsync(cancellationToken);
        }
    }

    public ValueTask WaitUntilProjectedAsync(FeedMark mark, CancellationToken cancellationToken) =>
        WaitUntilProjectedAsync(mark.Shards.GetValueOrDefault(Shard), cancellationToken);

    public ValueTask<bool> IsProjectedAsync(LoggedExecution execution, CancellationToken cancellationToken) =>
        new(Projected >= execution.Sequence);

    public ValueTask<long> CountPendingAsync(CancellationToken cancellationToken) =>
        new(Math.Max(0, feed.End - Projected));

    private long Projected
    {
        get
        {
            lock (_gate)
            {
                return _projected;
            }
        }
    }

    private async ValueTask KeepPaceAsync(CancellationToken stopping)
    {
        if (_pace.Early is { Ticks: > 0 } early && feed.End - _projected < PageLimit)
        {
            await Task.Delay(early, clock, stopping);
        }

        _pace.Begin();
    }

    private async ValueTask StartAsync(CancellationToken stopping) =>
        Advance(await feed.ProjectedAsync(stopping), DateTimeOffset.MinValue);

    private ValueTask WaitForMoreAsync(CancellationToken stopping) => feed.WaitBeyondAsync(_projected, stopping);

    private async ValueTask ProjectNextAsync(CancellationToken stopping)
    {
        var page = await feed.ReadAsync(_projected, PageLimit, stopping);
        await projector.ProjectAsync(page, CancellationToken.None);
        var receivedAt = page.Items.Count > 0 ? page.Items[^1].Execution.ReceivedAt : DateTimeOffset.MinValue;
        Advance(page.Position ?? _projected, receivedAt);
    }

    // Only our own stop ends this; whatever else goes wrong, the page is tried again, never skipped.
    private async ValueTask TryUntilDoneAsync(
        Func<CancellationToken, ValueTask> step, CancellationToken stopping)
    {
        _backoff.Reset();
        while (true)
        {
            TimeSpan wait;
            try
            {
                await step(stopping);
                Succeed();
                return;
            }
#pragma warning disable CA1031 // The feed must outlive any fault of the store.
            catch (Exception exception) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
            {
                wait = _backoff.Next();
                Fail(exception);
                Faulted?.Invoke(exception, wait);
            }

            await Task.Delay(wait, clock, stopping);
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            _completeUntil = _waiting ? clock.GetUtcNow() : _completeUntil;
            _waiting = false;
        }
    }

    private void Advance(long position, DateTimeOffset receivedAt)
    {
        TaskCompletionSource advanced;
        lock (_gate)
        {
            // Both at once: whoever is told that everything is projected finds it as fresh as the clock.
            _projected = position;
            _waiting = feed.End <= position;
            _completeUntil = receivedAt > _completeUntil ? receivedAt : _completeUntil;
            (advanced, _advanced) = (_advanced, NewSignal());
        }

        advanced.SetResult();
    }

    private void Succeed()
    {
        lock (_gate)
        {
            _standstill.Ended();
        }
    }

    // Whoever waits looks again, and is told so once this has gone on for too long.
    private void Fail(Exception exception)
    {
        TaskCompletionSource advanced;
        lock (_gate)
        {
            _standstill.Failed(exception);
            (advanced, _advanced) = (_advanced, NewSignal());
        }

        advanced.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
