using System.Globalization;
using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Costs;
using AgentMonitor.Metrics.Overviews;
using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Metrics.Users;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Metrics;

/// <summary>Costs as the executions themselves add up to, on generated traffic around clock changes and month ends.</summary>
public sealed class CostsQueryTests : IAsyncLifetime, IAsyncDisposable
{
    // Just after the first of a month in Europe, with clocks put back a week before.
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 3, 20, 0, TimeSpan.Zero);

    private InMemoryStore _store = null!;

    private readonly List<Execution> _executions = [];

    public static TheoryData<string> Zones { get; } =
        ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"];

    public async Task InitializeAsync()
    {
        _store = new InMemoryStore();
        var random = new Random(11);
        for (var i = 0; i < 900; i++)
        {
            var endedAt = Now.AddSeconds(-random.Next(75 * 24 * 3600));
            _executions.Add(Priced(random, RandomExecutions.Next(random, i, endedAt)));
        }

        await _store.AppendAsync(_executions, CancellationToken.None);
        await new Projector(_store.Rollups, new NoLiveUpdates()).ProjectAsync(
            await _store.ReadAsync(0, int.MaxValue, CancellationToken.None), CancellationToken.None);
        _executions.RemoveAll(execution => !execution.Status.IsFinal());
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(Zones))]
    public async Task Days_are_those_of_the_asker_s_calendar(string zone)
    {
        var calendar = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var window = MetricsWindow.Between(Now.AddDays(-40), Now, Now);

        var answer = await CostsAsync(window, CostSplit.Day, calendar);

        foreach (var row in answer.Rows)
        {
            var day = DateOnly.ParseExact(row.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            Check(_executions.Where(execution => LocalDay(execution, calendar) == day), row.Figures);
        }

        var first = LocalDay(window.From, calendar);
        var last = LocalDay(Now, calendar);
        Assert.Equal(last.DayNumber - first.DayNumber + 1, answer.Rows.Count);
        Check(_executions.Where(execution => LocalDay(execution, calendar) >= first), answer.Total);
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public async Task Periods_follow_the_calendar_over_month_ends_and_clock_changes(string zone)
    {
        var calendar = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var today = LocalDay(Now, calendar);
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var month = today.AddDays(1 - today.Day);

        var periods = await PeriodsAsync(calendar);

        Assert.Equal(Cost(_executions), periods.Total);
        Assert.Equal(CostBetween(today, today), periods.Today);
        Assert.Equal(CostBetween(monday, today), periods.ThisWeek);
        Assert.Equal(CostBetween(month, today), periods.ThisMonth);
        Assert.Equal(CostBetween(month.AddMonths(-1), month.AddDays(-1)), periods.LastMonth);

        NanoUsd CostBetween(DateOnly from, DateOnly to) => Cost(_executions.Where(execution =>
            LocalDay(execution, calendar) is var day && day >= from && day <= to));
    }

    [Fact]
    public async Task Agents_and_models_are_exact_to_the_minute()
    {
        var window = MetricsWindow.Between(Now.AddHours(-77.3), Now.AddHours(-1.2), Now);
        var inside = _executions.Where(execution => execution.EndedAt >= window.From && execution.EndedAt < window.To).ToList();

        var agents = await CostsAsync(window, CostSplit.Agent, TimeZoneInfo.Utc);
        var models = await CostsAsync(window, CostSplit.Model, TimeZoneInfo.Utc);

        Check(inside, agents.Total);
        Assert.Equal(inside.Select(execution => execution.AgentName).Distinct().Order(), agents.Rows.Select(row => row.Key).Order());
        Assert.All(agents.Rows, row => Check(inside.Where(execution => execution.AgentName == row.Key), row.Figures));
        Assert.Equal(inside.Select(execution => execution.Model).OfType<string>().Distinct().Order(), models.Rows.Select(row => row.Key).Order());
        Assert.All(models.Rows, row => Check(inside.Where(execution => execution.Model == row.Key), row.Figures));
        Assert.Equal(
            Cost(_executions.Where(execution => execution.EndedAt >= window.Previous.From && execution.EndedAt < window.From)), agents.Previous);
    }

    [Fact]
    public async Task Users_and_features_are_exact_to_the_hour_and_the_dearest_come_first()
    {
        var window = MetricsWindow.Between(Now.AddHours(-100), TimeBucket.Floor(Grain.Hour, Now), Now);
        var from = TimeBucket.Floor(Grain.Hour, window.From);
        var inside = _executions.Where(execution => execution.EndedAt >= from && execution.EndedAt < window.To).ToList();

        var users = await CostsAsync(window, CostSplit.User, TimeZoneInfo.Utc);
        var features = await CostsAsync(window, CostSplit.Feature, TimeZoneInfo.Utc);

        Assert.Equal(inside.Select(execution => execution.UserId).OfType<string>().Distinct().Order(), users.Rows.Select(row => row.Key).Order());
        Assert.All(users.Rows, row => Check(inside.Where(execution => execution.UserId == row.Key), row.Figures));
        Assert.All(features.Rows, row => Check(inside.Where(execution => execution.Feature == row.Key), row.Figures));
        Assert.Equal(users.Rows.OrderByDescending(row => row.Figures.Total).Select(row => row.Key), users.Rows.Select(row => row.Key));
    }

    [Fact]
    public async Task An_empty_window_cost_nothing_and_a_day_without_executions_is_a_row()
    {
        var window = MetricsWindow.Between(Now.AddDays(-300), Now.AddDays(-298), Now);

        var days = await CostsAsync(window, CostSplit.Day, TimeZoneInfo.Utc);
        var agents = await CostsAsync(window, CostSplit.Agent, TimeZoneInfo.Utc);

        Assert.Equal([0L, 0L, 0L], days.Rows.Select(row => row.Figures.Total.Value));
        Assert.Empty(agents.Rows);
        Assert.Equal(0, agents.Total.Requests);
    }

    [Theory]
    [InlineData(0.5, null)]
    [InlineData(1, 240)]
    [InlineData(6, 40)]
    [InlineData(24, 10)]
    [InlineData(30, 10)]
    public void A_forecast_goes_on_as_the_period_began(double hours, int? expected)
    {
        var start = Now.Date;

        var forecast = Forecast.Of(new NanoUsd(10), start, start.AddDays(1), start.AddHours(hours));

        Assert.Equal(expected, forecast?.Value);
    }

    private static Execution Priced(Random random, Execution execution)
    {
        execution = execution with { Feature = random.Next(3) == 0 ? null : "feature" + random.Next(3) };
        return random.Next(3) switch
        {
            0 => execution with { Cost = null, CostComputed = false },
            1 => execution with { Cost = new NanoUsd(random.Next(1_000_000)), CostComputed = false },
            _ => execution with { Cost = new NanoUsd(random.Next(1_000_000)), CostComputed = true },
        };
    }

    private static DateOnly LocalDay(Execution execution, TimeZoneInfo zone) => LocalDay(execution.EndedAt!.Value, zone);

    private static DateOnly LocalDay(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    private static NanoUsd Cost(IEnumerable<Execution> executions) => new(executions.Sum(execution => execution.Cost?.Value ?? 0));

    private static void Check(IEnumerable<Execution> executions, CostFigures figures)
    {
        var all = executions.ToList();
        Assert.Equal(Cost(all.Where(execution => !execution.CostComputed)), figures.Reported);
        Assert.Equal(Cost(all.Where(execution => execution.CostComputed)), figures.Computed);
        Assert.Equal(Cost(all), figures.Total);
        Assert.Equal(all.Where(execution => execution.Cost is null).Sum(execution => execution.TokensUsed ?? 0), figures.UnpricedTokens);
        Assert.Equal(all.Count(execution => execution.Status != ExecutionStatus.Cancelled), figures.Requests);
    }

    private async Task<CostsAnswer> CostsAsync(MetricsWindow window, CostSplit split, TimeZoneInfo zone)
    {
        var clock = new ManualClock(Now);
        var projected = new AllProjected(clock);
        return await new CostsQuery(
            new WindowReader(_store.Rollups), new SeriesReader(_store.Rollups, RetentionAges.Default, clock),
            new TopUsersQuery(_store.UserDays, projected, clock), projected, clock, RetentionAges.Default)
            .GetAsync(window, split, zone, 200, CancellationToken.None);
    }

    private async Task<CostPeriods> PeriodsAsync(TimeZoneInfo zone)
    {
        var clock = new ManualClock(Now);
        var metrics = new MetricsQuery(new WindowReader(_store.Rollups), _store, new AllProjected(clock), clock, RetentionAges.Default);
        return await new CostPeriodsQuery(
            new SeriesReader(_store.Rollups, RetentionAges.Default, clock), new AllTimeTotals(metrics, new SavedDays(clock), clock), clock)
            .GetAsync(zone, CancellationToken.None);
    }
}
