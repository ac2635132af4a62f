using AgentMonitor.Budgets;
using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Metrics.Zones;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Budgets;

/// <summary>A session that goes on for ever, and a budget that is looked at every few seconds.</summary>
public sealed class SessionSpendingTests
{
    private static readonly DateTimeOffset Today = new(2026, 10, 20, 0, 0, 0, TimeSpan.Zero);

    private static readonly CostLens NewPrices = new(
    [
        new Repricing { Number = 1, Model = "another", From = Today, To = Today.AddDays(1), Entries = [], RegisteredAt = Today },
    ]);

    private readonly ManualClock _clock = new(Today.AddHours(12));

    private readonly ArrivalList _list = new();

    private readonly SessionSpending _spending;

    public SessionSpendingTests() => _spending = new(_list, "s1", Today, Today.AddDays(1), _clock);

    [Fact]
    public async Task A_long_session_is_read_once_and_then_only_what_is_new()
    {
        Arrive(5000, Today.AddHours(11));
        await SpentIsWhatTheListAddsUpToAsync();
        _list.PagesRead = 0;

        for (var turn = 0; turn < 100; turn++)
        {
            Arrive(3, _clock.GetUtcNow());
            _clock.Advance(TimeSpan.FromSeconds(5));
            await SpentIsWhatTheListAddsUpToAsync();
        }

        // What came in the last two minutes fits on a page, and the next page says that the rest is older.
        Assert.InRange(_list.PagesRead, 100, 200);
    }

    [Fact]
    public async Task A_short_session_is_read_whole_however_late_a_record_comes()
    {
        Arrive(500, Today.AddHours(11));
        await SpentIsWhatTheListAddsUpToAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));

        Arrive(1, Today.AddHours(10));

        await SpentIsWhatTheListAddsUpToAsync();
    }

    [Fact]
    public async Task What_reaches_a_long_list_late_counts_within_ten_minutes()
    {
        Arrive(5000, Today.AddHours(11));
        await SpentIsWhatTheListAddsUpToAsync();

        Arrive(1, Today.AddHours(10));
        _clock.Advance(SessionSpending.WholeEvery);

        await SpentIsWhatTheListAddsUpToAsync();
    }

    [Fact]
    public async Task A_clock_that_is_put_back_and_on_again_counts_nothing_twice()
    {
        Arrive(5000, Today.AddHours(11));
        await SpentIsWhatTheListAddsUpToAsync();

        foreach (var hour in (int[])[11, 12, 11, 13])
        {
            _clock.MoveTo(Today.AddHours(hour));
            Arrive(10, _clock.GetUtcNow());
            Assert.True((await _spending.ReadAsync(CostLens.Clear)).Cost.Value <= Sum());
        }

        _clock.Advance(SessionSpending.WholeEvery);
        await SpentIsWhatTheListAddsUpToAsync();
    }

    [Fact]
    public async Task What_ended_in_another_period_does_not_count_and_costs_no_second_reading()
    {
        Arrive(5000, Today.AddHours(-1));
        Assert.Equal(0, (await _spending.ReadAsync(CostLens.Clear)).Cost.Value);
        _list.PagesRead = 0;

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(0, (await _spending.ReadAsync(CostLens.Clear)).Cost.Value);
        Assert.Equal(1, _list.PagesRead);
    }

    [Fact]
    public async Task New_prices_are_read_anew()
    {
        Arrive(5000, Today.AddHours(11));
        await SpentIsWhatTheListAddsUpToAsync();
        _list.PagesRead = 0;

        await _spending.ReadAsync(NewPrices);

        Assert.Equal(25, _list.PagesRead);
    }

    [Fact]
    public async Task Those_who_look_at_once_share_a_reading()
    {
        Arrive(5000, Today.AddHours(11));
        var spendings = new SessionSpendings(_list, new Repricings(new InMemoryState(), _clock), _clock);
        var day = new LocalBucket(Today, Today.AddDays(1), Today.DateTime);
        _list.Gate = new TaskCompletionSource();

        var looks = Enumerable.Range(0, 20).Select(_ => spendings.ReadAsync("s1", day, CancellationToken.None)).ToList();
        _list.Gate.SetResult();
        await Task.WhenAll(looks);

        // The whole once, and what is new once more for those who came while that was being read.
        Assert.InRange(_list.PagesRead, 25, 26);
    }

    private void Arrive(int count, DateTimeOffset at)
    {
        for (var i = 0; i < count; i++)
        {
            _list.Newest.Add(Some.Execution($"e{_list.Newest.Count}", endedAt: at));
        }
    }

    private async Task SpentIsWhatTheListAddsUpToAsync()
    {
        var totals = await _spending.ReadAsync(CostLens.Clear);

        Assert.Equal(Sum(), totals.Cost.Value);
    }

    private long Sum() => _list.Newest.Sum(execution => execution.Cost!.Value.Value);

    /// <summary>Goes by arrival, as the stores' lists do, whatever the records say.</summary>
    private sealed class ArrivalList : IExecutionLists
    {
        /// <summary>The newest last.</summary>
        public List<Execution> Newest { get; } = [];

        public int PagesRead { get; set; }

        public TaskCompletionSource? Gate { get; set; }

        public async ValueTask<ExecutionPage> ListAsync(
            ExecutionFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
        {
            await (Gate?.Task ?? Task.CompletedTask);
            PagesRead++;

            // As with a store, what is looked at counts, whether it matches or not.
            var before = cursor is null ? Newest.Count : int.Parse(cursor, null);
            var first = Math.Max(0, before - limit);
            var items = Newest[first..before].Where(filter.Matches).Reverse().ToList();
            return new ExecutionPage(items, first == 0 ? null : $"{first}");
        }
    }
}
