using AgentMonitor.Functions.Settings;
using AgentMonitor.Projection;

namespace AgentMonitor.Functions.Feed;

/// <summary>
/// Lets the invocations of this process, one for each lease, share one projector and its cache. It takes one call at a
/// time, so they take turns, and whose turn it is projects what all of them wait for as one page: the documents that
/// every page touches are then written once for all of them. The pages share a fate, as a page does: when a write
/// fails, all of them fail and are delivered again, and the fence leaves out what went in.
/// </summary>
public sealed class FeedProjection(Projector projector, FeedOptions options, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    private readonly Lock _gate = new();

    private List<WaitingPage> _waiting = [];

    // Whoever has the turn.
    private long? _beganAt;

    /// <summary>Returns once the page is projected; throws what kept it from being so.</summary>
    public async Task ProjectAsync(FeedPage page, CancellationToken cancellationToken)
    {
        var mine = new WaitingPage(page);
        lock (_gate)
        {
            _waiting.Add(mine);
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!mine.Outcome.Task.IsCompleted)
            {
                await GatherAsync(cancellationToken);
                await ProjectAllAsync(TakeAll());
            }
        }
        finally
        {
            _turn.Release();
        }

        await mine.Outcome.Task;
    }

    public void Dispose() => _turn.Dispose();

    private async Task GatherAsync(CancellationToken cancellationToken)
    {
        if (_beganAt is { } beganAt && options.Pace - clock.GetElapsedTime(beganAt) is { Ticks: > 0 } left)
        {
            await Task.Delay(left, clock, cancellationToken);
        }

        _beganAt = clock.GetTimestamp();
    }

    private List<WaitingPage> TakeAll()
    {
        lock (_gate)
        {
            (var all, _waiting) = (_waiting, []);
            return all;
        }
    }

    // What has begun is finished: others wait for it too, and a projector that was stopped half-way would have to read
    // everything again.
    private async Task ProjectAllAsync(List<WaitingPage> all)
    {
        try
        {
            await projector.ProjectAsync(MergedPage.Of([.. all.Select(waiting => waiting.Page)]), CancellationToken.None);
            all.ForEach(waiting => waiting.Outcome.SetResult());
        }
#pragma warning disable CA1031 // It escapes from every invocation that waits for it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            all.ForEach(waiting => waiting.Outcome.SetException(exception));
        }
    }

    private sealed record WaitingPage(FeedPage Page)
    {
        public TaskCompletionSource Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
