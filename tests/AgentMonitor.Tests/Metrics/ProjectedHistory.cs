using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using AgentMonitor.Tests.Projection;

namespace AgentMonitor.Tests.Metrics;

/// <summary>Generated executions and the rollups they come to, for queries to be held against a count by hand.</summary>
internal sealed class ProjectedHistory(DateTimeOffset now)
{
    private readonly List<Execution> _executions = [];

    public PiecewiseRollupStore Store { get; } = new();

    public ManualClock Clock { get; } = new(now);

    public SavedDays Saved => field ??= new(Clock);

    /// <summary>Those that are over; what runs adds to no total.</summary>
    public IEnumerable<Execution> Finished => _executions.Where(execution => execution.Status.IsFinal());

    public IEnumerable<Execution> Within(DateTimeOffset from, DateTimeOffset to) =>
        Finished.Where(execution => execution.EndedAt >= from && execution.EndedAt < to);

    /// <summary>Random ones in the last <paramref name="days"/>, denser towards now; some arrive late or twice.</summary>
    public async Task ProjectAsync(int seed, int count, double days)
    {
        var random = new Random(seed);
        await ProjectAsync([.. Enumerable.Range(_executions.Count, count).Select(i => RandomExecutions.Next(
            random, i, now.AddSeconds(-random.NextDouble() * days * 24 * 3600 * Math.Sqrt(random.NextDouble()))))]);
    }

    public async Task ProjectAsync(IReadOnlyList<Execution> executions)
    {
        var first = _executions.Count;
        _executions.AddRange(executions);
        var items = executions.Select((execution, i) => new FeedItem(0, first + i, execution)).ToList();
        var projector = new Projector(new WatchedRollups(Store, Saved), new NoLiveUpdates());
        await projector.ProjectAsync(new FeedPage(items[..(items.Count / 2)], [], null), CancellationToken.None);
        await projector.ProjectAsync(new FeedPage(items, [], null), CancellationToken.None);
    }
}
