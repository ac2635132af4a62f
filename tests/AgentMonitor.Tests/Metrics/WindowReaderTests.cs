using AgentMonitor.Contracts.Recount;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Metrics;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Metrics;

public sealed class WindowReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 20, 13, 37, 21, TimeSpan.Zero);

    private readonly SharingRollupStore _store = new(new PiecewiseRollupStore());

    private readonly List<Execution> _executions = [];

    [Theory]
    [InlineData("")]
    [InlineData("agent1")]
    public async Task Asked_again_after_more_came_in_it_still_equals_a_recount(string cell)
    {
        var reader = new WindowReader(_store);
        for (var round = 1; round <= 4; round++)
        {
            await ProjectAsync(seed: round, count: 300);
            await MergeAsync(reader, hours: 30, CellFilter.All);
            var again = await MergeAsync(reader, hours: 30, CellFilter.All);
            var alone = await MergeAsync(reader, hours: 30, CellFilter.Only(cell));

            var recount = BruteForce.Of(Within(30).Where(execution => cell.Length == 0 || execution.AgentName == cell));
            Assert.Equal(recount, RecountAssert.Counted(again[cell]));
            Assert.Equal(recount, RecountAssert.Counted(alone[cell]));
        }
    }

    [Fact]
    public async Task What_did_not_change_is_not_merged_again()
    {
        var reader = new WindowReader(_store);
        await ProjectAsync(seed: 1, count: 300);

        var first = await MergeAsync(reader, hours: 30, CellFilter.All);

        Assert.Same(first, await MergeAsync(reader, hours: 30, CellFilter.All));
    }

    [Fact]
    public async Task However_many_windows_are_asked_for_what_is_kept_stays_bounded()
    {
        var reader = new WindowReader(_store);
        await ProjectAsync(seed: 1, count: 2000);

        for (var hours = 1; hours <= 200; hours++)
        {
            await MergeAsync(reader, hours, CellFilter.All);
            Assert.InRange(reader.KeptCells, 0, MergedSpans.MostCells);
        }

        Assert.True(reader.KeptCells > 0, "Nothing was kept.");
    }

    private static WindowCover Cover(int hours) => WindowCover.Of(MetricsWindow.LastHours(hours, Now), Now, RetentionAges.Default);

    private static async Task<IReadOnlyDictionary<string, Rollup>> MergeAsync(WindowReader reader, int hours, CellFilter filter) =>
        await reader.MergeAsync(RollupScope.Agents, Cover(hours), filter, CancellationToken.None);

    private IEnumerable<Execution> Within(int hours) =>
        _executions.Where(execution => execution.EndedAt >= MetricsWindow.LastHours(hours, Now).From);

    private async Task ProjectAsync(int seed, int count)
    {
        var (random, first) = (new Random(seed), _executions.Count);
        for (var i = first; i < first + count; i++)
        {
            _executions.Add(RandomExecutions.Next(random, i, Now.AddSeconds(-random.Next(1, 4 * 24 * 3600))));
        }

        var items = _executions.Skip(first).Select((execution, i) => new FeedItem(0, first + i, execution)).ToList();
        await new Projector(_store, new NoLiveUpdates()).ProjectAsync(new FeedPage(items, [], null), CancellationToken.None);
    }

    /// <summary>Hands out the same document for as long as its version is the same, as a store with a cache does.</summary>
    private sealed class SharingRollupStore(IRollupStore inner) : IRollupStore
    {
        private readonly Dictionary<(RollupKey Key, int Slice, string? ETag), RollupDocument> _shared = [];

        public ValueTask<IReadOnlyList<RollupDocument>> ReadAsync(
            IReadOnlyCollection<RollupKey> keys, CancellationToken cancellationToken) => inner.ReadAsync(keys, cancellationToken);

        public async ValueTask<IReadOnlyList<RollupDocument>> ReadRangeAsync(
            RollupScope scope, Grain grain, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
            [.. (await inner.ReadRangeAsync(scope, grain, from, to, cancellationToken)).Select(Shared)];

        public ValueTask<IReadOnlyList<RollupDocument>> ReadAllAsync(
            DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) => inner.ReadAllAsync(from, to, cancellationToken);

        public ValueTask<IReadOnlyCollection<RollupKey>> SaveAsync(PageWrite page, CancellationToken cancellationToken) =>
            inner.SaveAsync(page, cancellationToken);

        private RollupDocument Shared(RollupDocument document) =>
            _shared.TryGetValue((document.Key, document.Slice, document.ETag), out var same)
                ? same
                : _shared[(document.Key, document.Slice, document.ETag)] = document;
    }
}
