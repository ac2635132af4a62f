using AgentMonitor.Contracts.Recount;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Projection;

public sealed class DamageTests : IAsyncLifetime
{
    private readonly List<Execution> _executions = [];

    private readonly ShownDocuments _live = new();

    private InMemoryStore _store = null!;

    private Projector _projector = null!;

    public async Task InitializeAsync()
    {
        _store = NewStore();
        _projector = new Projector(_store.Rollups, _live);
        await ArriveAsync(40);
        await ProjectAsync();
        _projector = new Projector(_store.Rollups, _live);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Theory]
    [InlineData(DamageKind.Cut)]
    [InlineData(DamageKind.Overwritten)]
    public async Task A_document_that_nobody_can_read_stops_no_page_and_is_made_anew_from_the_log(DamageKind kind)
    {
        DamageAll(kind);
        await ArriveAsync(20);
        await ProjectAsync();

        var found = await ReconcileAsync(repair: true);
        var after = await ReconcileAsync(repair: false);

        Assert.True(found.Drift > 0 && found.Drift == found.RepairedCells, $"{found.RepairedCells} of {found.Drift} were mended.");
        Assert.Equal(0, after.Drift);
        await RecountAssert.EqualsRecountAsync(_store.Rollups, _executions, "damage");
    }

    [Fact]
    public async Task Looking_alone_says_that_it_is_damaged_and_leaves_it()
    {
        DamageAll(DamageKind.Cut);

        var found = await ReconcileAsync(repair: false);

        Assert.True(found.Drift > 0);
        Assert.Equal(0, found.RepairedCells);
        Assert.Equal(found.Drift, (await ReconcileAsync(repair: false)).Drift);
    }

    [Fact]
    public async Task What_arrives_while_it_is_made_anew_counts_once()
    {
        DamageAll(DamageKind.Overwritten);

        await ReconcileAsync(repair: true, meanwhile: async () =>
        {
            await ArriveAsync(15);
            await ProjectAsync();
            await ArriveAsync(5);
        });

        await ProjectAsync();
        await RecountAssert.EqualsRecountAsync(_store.Rollups, _executions, "arrivals during a recount");
    }

    [Fact]
    public async Task A_page_from_before_the_damage_counts_nothing_when_it_comes_again()
    {
        DamageAll(DamageKind.Overwritten);

        await ReconcileAsync(repair: true);
        await _projector.ProjectAsync(await _store.ReadAsync(0, 1000, CancellationToken.None), CancellationToken.None);

        await RecountAssert.EqualsRecountAsync(_store.Rollups, _executions, "a page again after damage");
    }

    [Fact]
    public async Task Damage_in_the_middle_of_a_recount_is_left_to_the_next_one()
    {
        DamageAll(DamageKind.Overwritten);

        var found = await ReconcileAsync(repair: true, meanwhile: async () =>
        {
            DamageAll(DamageKind.Overwritten);
            await ArriveAsync(5);
            await ProjectAsync();
        });
        Assert.True(found.RepairedCells < found.Drift);

        await ReconcileAsync(repair: true);
        await RecountAssert.EqualsRecountAsync(_store.Rollups, _executions, "damage on damage");
    }

    [Fact]
    public async Task Incomplete_totals_are_shown_to_no_live_client()
    {
        _live.Documents.Clear();
        DamageAll(DamageKind.Cut);

        await ArriveAsync(10);
        await ProjectAsync();

        Assert.DoesNotContain(_live.Documents, document => document.Key.Bucket.Grain == Grain.Day);
    }

    private static InMemoryStore NewStore() => new();

    private void DamageAll(DamageKind kind)
    {
        var disk = (IDamageable)_store.Rollups;
        for (var which = 0; which < disk.Count; which++)
        {
            disk.Damage(which, kind);
        }
    }

    private async Task ArriveAsync(int count)
    {
        var random = new Random(_executions.Count);
        var arrived = Enumerable.Range(_executions.Count, count)
            .Select(i => RandomExecutions.Next(random, i, Some.Noon.AddSeconds(-random.Next(20_000)))).ToList();
        _executions.AddRange(arrived);
        await _store.AppendAsync(arrived, CancellationToken.None);
    }

    private async Task ProjectAsync()
    {
        var position = await _store.ProjectedAsync(CancellationToken.None);
        await _projector.ProjectAsync(await _store.ReadAsync(position, 1000, CancellationToken.None), CancellationToken.None);
    }

    private async Task<ReconcileReport> ReconcileAsync(bool repair, Func<Task>? meanwhile = null)
    {
        var clock = new ManualClock(Some.Noon.AddHours(5));
        var position = new Position(this, meanwhile ?? (() => Task.CompletedTask));
        var reconciler = new Reconciler(_store.Rollups, _store, position, clock, RetentionAges.Default);
        return await reconciler.RunAsync(Some.Noon.AddDays(-2), Some.Noon.AddDays(1), repair, CancellationToken.None);
    }

    private sealed class Position(DamageTests tests, Func<Task> meanwhile) : IProjectedPosition
    {
        public FeedMark End => FeedMark.Of(0, tests._store.End);

        public async ValueTask WaitUntilProjectedAsync(FeedMark mark, CancellationToken cancellationToken)
        {
            await meanwhile();
            await tests.ProjectAsync();
        }

        public ValueTask<bool> IsProjectedAsync(LoggedExecution execution, CancellationToken cancellationToken) =>
            throw new NotSupportedException("A recount asks for no single execution.");

        public ValueTask<long> CountPendingAsync(CancellationToken cancellationToken) =>
            throw new NotSupportedException("A recount asks for no count.");
    }

    private sealed class ShownDocuments : ILiveUpdates
    {
        public List<RollupDocument> Documents { get; } = [];

        public void Publish(LiveUpdate update) => Documents.AddRange(update.Documents);
    }
}
