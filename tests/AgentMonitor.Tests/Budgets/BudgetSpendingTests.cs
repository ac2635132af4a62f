using AgentMonitor.Budgets;
using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Budgets;

/// <summary>What is spent on a budget, as the executions themselves add up to.</summary>
public sealed class BudgetSpendingTests : IAsyncDisposable
{
    private readonly InMemoryStore _store = new();

    private readonly List<Execution> _executions = [];

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    // The middle of a month; the day on which clocks are put back in Europe; just after a month's end in UTC, and not
    // yet in New York.
    [Theory]
    [InlineData("UTC", "2026-10-20T12:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T21:10:00Z")]
    [InlineData("Asia/Kathmandu", "2026-10-20T18:40:00Z")]
    [InlineData("Asia/Kolkata", "2026-10-31T18:29:00Z")]
    [InlineData("America/New_York", "2026-11-01T02:00:00Z")]
    public async Task A_budget_s_spending_equals_a_recount_of_its_period(string zone, string at)
    {
        var now = DateTimeOffset.Parse(at, null);
        await SendAsync(now);
        Budget[] budgets =
        [
            Some(BudgetScope.All, null), Some(BudgetScope.Agent, "agent1"), Some(BudgetScope.Session, "session3"),
            Some(BudgetScope.User, "user2"),
        ];
        foreach (var period in Enum.GetValues<BudgetPeriod>())
        {
            foreach (var budget in budgets.Select(budget => budget with { Period = period, Timezone = zone }))
            {
                if (budget.Scope == BudgetScope.User && zone.StartsWith("Asia", StringComparison.Ordinal))
                {
                    // A user's day is kept by hours of UTC, which these zones cut in two.
                    continue;
                }

                var row = Assert.Single(await RowsAsync(budget, now));

                var counted = _executions.Where(execution => Counts(budget, execution, now)).ToList();
                Assert.Equal(counted.Sum(execution => execution.Cost?.Value ?? 0), new NanoUsd((long)(row.SpentUsd * NanoUsd.PerUsd)).Value);
                Assert.Equal(counted.Where(execution => execution.Cost is null).Sum(execution => execution.TokensUsed ?? 0), row.UnpricedTokens);
            }
        }
    }

    [Theory]
    [InlineData(0, BudgetState.Ok)]
    [InlineData(7_999_999_999, BudgetState.Ok)]
    [InlineData(8_000_000_000, BudgetState.Warning)]
    [InlineData(9_999_999_999, BudgetState.Warning)]
    [InlineData(10_000_000_000, BudgetState.Exceeded)]
    [InlineData(99_000_000_000, BudgetState.Exceeded)]
    public void A_budget_warns_from_its_share_on_and_is_exceeded_when_all_is_spent(long nano, BudgetState state)
    {
        Assert.Equal(state, BudgetRules.StateOf(Some(BudgetScope.All, null), new NanoUsd(nano)));
    }

    private static Budget Some(BudgetScope scope, string? key) => new()
    {
        Id = "b",
        Name = "A budget",
        Scope = scope,
        Key = key,
        Period = BudgetPeriod.Daily,
        LimitUsd = 10,
    };

    private static bool Counts(Budget budget, Execution execution, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(budget.Timezone);
        var (today, day) = (TimeZoneInfo.ConvertTime(now, zone), TimeZoneInfo.ConvertTime(execution.EndedAt!.Value, zone));
        var isWithin = budget.Period == BudgetPeriod.Daily
            ? day.Date == today.Date
            : (day.Year, day.Month) == (today.Year, today.Month);
        return isWithin && budget.AppliesTo(execution.AgentName, execution.UserId, execution.SessionId);
    }

    private async Task SendAsync(DateTimeOffset now)
    {
        var random = new Random(3);
        for (var i = 0; i < 600; i++)
        {
            // Most of them today, where a day's bounds are to be seen.
            var execution = RandomExecutions.Next(random, i, now.AddSeconds(-random.Next(i % 2 == 0 ? 30 * 3600 : 40 * 24 * 3600)));
            _executions.Add(random.Next(3) switch
            {
                0 => execution with { Cost = null, CostComputed = false },
                1 => execution with { Cost = new NanoUsd(random.Next(1_000_000)), CostComputed = false },
                _ => execution with { Cost = new NanoUsd(random.Next(1_000_000)), CostComputed = true },
            });
        }

        await _store.AppendAsync(_executions, CancellationToken.None);
        await new Projector(_store.Rollups, new NoLiveUpdates()).ProjectAsync(
            await _store.ReadAsync(0, int.MaxValue, CancellationToken.None), CancellationToken.None);
        _executions.RemoveAll(execution => !execution.Status.IsFinal());
    }

    private async Task<IReadOnlyList<BudgetRow>> RowsAsync(Budget budget, DateTimeOffset now)
    {
        var clock = new ManualClock(now);
        var spending = new BudgetSpendingQuery(
            new SeriesReader(_store.Rollups, RetentionAges.Default, clock), _store, new Repricings(_store.State, clock), clock);
        return await new BudgetQuery(new BudgetBook(_store.State, clock), spending, clock)
            .GetAsync(new BudgetSet([budget]), CancellationToken.None);
    }
}
