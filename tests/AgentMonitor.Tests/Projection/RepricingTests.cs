using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Projection;

public sealed class RepricingTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Midnight = TimeBucket.Floor(Grain.Day, Some.Noon);

    // 110 tokens at 2 dollars a million.
    private static readonly NanoUsd New = new(220_000);

    private readonly InMemoryStore _store = new();

    private readonly ManualClock _clock = new(Some.Noon.AddHours(1));

    private readonly Repricings _repricings;

    public RepricingTests() => _repricings = new Repricings(_store.State, _clock);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Computed_and_unknown_costs_become_what_the_entry_says_and_reported_ones_stay()
    {
        await SendAsync(
            Some.Execution("computed"),
            Some.Execution("unpriced") with { Cost = null, CostComputed = false },
            Some.Execution("reported") with { CostComputed = false },
            Some.Execution("of another model", model: "other"));

        await RepriceAsync(Midnight, Some.Noon.AddMinutes(1));

        var totals = (await AllAsync(Grain.Day)).Totals;
        Assert.Equal((2 * New.Value) + 350_000, totals[Counter.ComputedCost]);
        Assert.Equal(350_000, totals[Counter.ReportedCost]);
        Assert.Equal(0, totals[Counter.UnpricedTokens]);
        Assert.Equal(new NanoUsd(350_000), (await _store.FindAsync(new ExecutionId("computed"), CancellationToken.None))!.Execution.Cost);
    }

    [Fact]
    public async Task What_no_entry_prices_is_unpriced_again()
    {
        await SendAsync(Some.Execution("a"));

        await RepriceAsync(Midnight, Some.Noon.AddMinutes(1), prices: []);

        var totals = (await AllAsync(Grain.Day)).Totals;
        Assert.Equal(0, totals.Cost.Value);
        Assert.Equal(110, totals[Counter.UnpricedTokens]);
    }

    [Fact]
    public async Task Only_what_ended_within_it_is_repriced_to_the_quarter_of_an_hour()
    {
        await SendAsync([.. Enumerable.Range(0, 60).Select(minute => Some.Execution("x" + minute, endedAt: Some.Noon.AddMinutes(minute)))]);

        await RepriceAsync(Some.Noon.AddMinutes(7), Some.Noon.AddMinutes(31));

        var hour = await AllAsync(Grain.Hour);
        long[] repriced = [8, 15, 1, 0];
        Assert.Equal(repriced.Select(count => (count * New.Value) + ((15 - count) * 350_000)), hour.Quarters!.Select(quarter => quarter!.Cost.Value));
        Assert.Equal((24 * New.Value) + (36 * 350_000), hour.Totals.Cost.Value);
    }

    [Fact]
    public async Task Many_of_a_kind_that_come_late_are_counted_at_the_price_of_their_bucket()
    {
        await SendAsync(Some.Execution("first"));
        await RepriceAsync(Midnight, Some.Noon.AddMinutes(1));

        await SendAsync([.. Enumerable.Range(0, 20).Select(i => Some.Execution("late" + i))]);

        Assert.Equal(21 * New.Value, (await AllAsync(Grain.Minute)).Totals.Cost.Value);
        Assert.Equal(0, (await ReconcileAsync(repair: false)).Drift);
    }

    [Fact]
    public async Task Recounts_find_no_drift_before_between_and_after()
    {
        await SendAsync([.. Generated(1, 200)]);
        await RegisterAsync(Midnight.AddDays(-1), Midnight.AddHours(6));
        var before = await ReconcileAsync(repair: false);
        await SendAsync([.. Generated(2, 200)]);
        var between = await ReconcileAsync(repair: false);
        await SweepAsync();
        await SendAsync([.. Generated(3, 200)]);
        var after = await ReconcileAsync(repair: false);

        Assert.Equal((0, 0, 0), (before.Drift, between.Drift, after.Drift));
        Assert.True(after.Cells > 100, $"Only {after.Cells} cells were compared.");
    }

    [Fact]
    public async Task A_recount_that_repairs_brings_buckets_to_the_newest_prices_that_were_left_behind()
    {
        await SendAsync(Some.Execution("a"));
        await RegisterAsync(Midnight, Some.Noon.AddMinutes(1));

        var report = await ReconcileAsync(repair: true);

        Assert.Equal(0, report.Drift);
        Assert.Equal(New, (await AllAsync(Grain.Day)).Totals.Cost);
    }

    [Fact]
    public async Task The_preview_says_to_the_nano_dollar_what_comes_of_it()
    {
        var sent = Generated(4, 300).ToList();
        await SendAsync([.. sent]);
        var costBefore = await CostAsync();
        var draft = Draft(0, Midnight.AddDays(-1), Midnight.AddHours(9), Prices);

        var preview = await new RepricingPreviewQuery(_store, Position, _repricings).GetAsync(draft, CancellationToken.None);
        await RepriceAsync(draft.From, draft.To);

        var costAfter = await CostAsync();
        Assert.Equal(costAfter.Cost - costBefore.Cost, preview.After.Value - preview.Before.Value);
        Assert.Equal(costAfter.Unpriced - costBefore.Unpriced, preview.UnpricedAfter - preview.UnpricedBefore);
        Assert.Equal(sent.Count(execution => execution.Status.IsFinal() && draft.Covers(execution)), preview.Executions);
        Assert.Equal(preview.After.Value, preview.Days.Sum(day => day.After.Value));
        Assert.Equal(preview.Before.Value, preview.Days.Sum(day => day.Before.Value));
    }

    [Fact]
    public async Task The_later_of_two_counts()
    {
        await SendAsync(Some.Execution("a"));
        await RepriceAsync(Midnight, Some.Noon.AddMinutes(1));

        await RepriceAsync(Midnight, Some.Noon.AddMinutes(1), [Prices[0] with { Input = 4, Output = 4 }]);

        Assert.Equal(2 * New.Value, (await AllAsync(Grain.Day)).Totals.Cost.Value);
        Assert.Equal(0, (await ReconcileAsync(repair: false)).Drift);
    }

    [Fact]
    public async Task It_is_finished_once_every_process_has_heard_of_it()
    {
        await SendAsync(Some.Execution("a"));
        await RegisterAsync(Midnight, Some.Noon.AddMinutes(1));

        await SweepAsync();
        Assert.False(_repricings.Lens.All[0].IsFinished);
        _clock.Advance(Repricings.HeardOfAfter);
        await SweepAsync();

        Assert.Equal(_clock.GetUtcNow(), _repricings.Lens.All[0].FinishedAt);
    }

    [Fact]
    public async Task A_projector_that_has_not_heard_of_it_asks_when_a_bucket_has()
    {
        var stale = new Projector(_store.Rollups, new NoLiveUpdates(), new Repricings(_store.State, _clock));
        await SendAsync(stale, Some.Execution("a"));
        await RepriceAsync(Midnight, Some.Noon.AddMinutes(1));

        await SendAsync(stale, Some.Execution("b"));

        Assert.Equal(2 * New.Value, (await AllAsync(Grain.Day)).Totals.Cost.Value);
    }

    [Fact]
    public async Task Nobody_folds_into_a_bucket_whose_prices_cannot_be_found()
    {
        await SendAsync(Some.Execution("a"));
        await RepriceAsync(Midnight, Some.Noon.AddMinutes(1));

        var lost = new Projector(_store.Rollups, new NoLiveUpdates(), new Repricings(new InMemoryState(), _clock));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => SendAsync(lost, Some.Execution("b")));
    }

    private static IReadOnlyList<PriceEntry> Prices { get; } =
        [new PriceEntry { Model = "gpt-4o", EffectiveFrom = new DateOnly(2025, 1, 1), Input = 2, Output = 2 }];

    private AllProjected Position => new(_clock, () => _store.End);

    private static IEnumerable<Execution> Generated(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var execution = RandomExecutions.Next(random, i, Some.Noon.AddSeconds(-random.Next(2 * 24 * 3600)));
            execution = execution with { Id = new ExecutionId($"{seed}-{i}"), Model = execution.Model is null ? null : random.Next(2) == 0 ? "gpt-4o" : "other" };
            yield return random.Next(3) switch
            {
                0 => execution with { Cost = null, CostComputed = false },
                1 => execution with { CostComputed = false },
                _ => execution,
            };
        }
    }

    private static Repricing Draft(int number, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<PriceEntry> prices) =>
        new() { Number = number, Model = "gpt-4o", From = from, To = to, Entries = prices, RegisteredAt = Some.Noon };

    private Task SendAsync(params Execution[] executions) =>
        SendAsync(new Projector(_store.Rollups, new NoLiveUpdates(), _repricings), executions);

    private async Task SendAsync(Projector projector, params Execution[] executions)
    {
        await _store.AppendAsync(executions, CancellationToken.None);
        var page = await _store.ReadAsync(await _store.ProjectedAsync(CancellationToken.None), int.MaxValue, CancellationToken.None);
        await projector.ProjectAsync(page, CancellationToken.None);
    }

    private ValueTask<Repricing> RegisterAsync(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<PriceEntry>? prices = null) =>
        _repricings.RegisterAsync(
            number => Draft(number, from, to, prices ?? Prices) with { RegisteredAt = _clock.GetUtcNow() }, CancellationToken.None);

    private async Task RepriceAsync(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<PriceEntry>? prices = null)
    {
        await RegisterAsync(from, to, prices);
        await SweepAsync();
    }

    private async Task SweepAsync() =>
        await new RepricingSweep(_store.Rollups, _store, Position, _repricings, RetentionAges.Default, _clock).RunAsync(CancellationToken.None);

    private ValueTask<ReconcileReport> ReconcileAsync(bool repair) =>
        new Reconciler(_store.Rollups, _store, Position, _clock, RetentionAges.Default, _repricings)
            .RunAsync(Midnight.AddDays(-3), Midnight.AddDays(1), repair, CancellationToken.None);

    private async Task<Rollup> AllAsync(Grain grain)
    {
        var documents = await _store.Rollups.ReadAsync(
            [new RollupKey(RollupScope.Agents, TimeBucket.Of(grain, Some.Noon))], CancellationToken.None);
        return Assert.Single(documents).Cells[CellName.All];
    }

    private async Task<(long Cost, long Unpriced)> CostAsync()
    {
        var days = await _store.Rollups.ReadRangeAsync(
            RollupScope.Agents, Grain.Day, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, CancellationToken.None);
        return (
            days.Sum(day => day.Cells[CellName.All].Totals.Cost.Value),
            days.Sum(day => day.Cells[CellName.All].Totals[Counter.UnpricedTokens]));
    }
}
