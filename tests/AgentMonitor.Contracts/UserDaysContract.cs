using AgentMonitor.Contracts.Recount;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Metrics.Users;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Contracts;

public abstract class UserDaysContract(IStoreFixture fixture) : StoreContract(fixture)
{
    private static readonly DateTimeOffset Day = TimeBucket.Floor(Grain.Day, Some.Noon);

    private readonly List<Execution> _projected = [];

    private long _lsn = 1;

    [Theory]
    [InlineData(0, 24)]
    [InlineData(10, 24)]
    [InlineData(0, 13)]
    [InlineData(11, 12)]
    public async Task Everybody_of_a_day_s_hours_equals_a_recount(int from, int to)
    {
        await ProjectRandomAsync(3, 300);

        await AssertRecountAsync(new UserDaySpan(Day, from, to));
        await AssertRecountAsync(new UserDaySpan(Day.AddDays(-1), from, to));
    }

    [Fact]
    public async Task A_day_without_users_is_empty() =>
        Assert.Empty(await Store.UserDays.ReadAsync(new UserDaySpan(Day.AddDays(9), 0, 24), None));

    [Fact]
    public async Task Nasty_ids_come_back_as_they_are()
    {
        var users = NastyNames.Make(100, seed: 5).Where(IsStorable).Distinct(StringComparer.Ordinal).ToList();
        await ProjectAllAsync([.. users.Select((user, i) => Some.Execution("n" + i, user: user))]);

        Assert.Equal(users.Order(StringComparer.Ordinal), (await ReadAsync()).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_user_whose_documents_are_deleted_is_gone_at_once()
    {
        await ProjectAllAsync([Some.Execution("a", user: "ann"), Some.Execution("b", user: "ben")]);
        Assert.Equal(2, (await ReadAsync()).Count);

        Assert.True(await Store.UserDocuments.TryDeleteAsync(await Store.UserDocuments.ReadAsync("ann", None), None));

        Assert.Equal(["ben"], (await ReadAsync()).Keys);
    }

    [Fact]
    public async Task A_user_s_day_in_several_slices_is_one_user()
    {
        await ProjectAllAsync([.. Enumerable.Range(0, 600).Select(i =>
            Some.Execution("s" + i, agent: "agent-with-a-long-name-" + i, endedAt: Day.AddMinutes(i), user: "busy"))]);

        Assert.Equal(600, (await ReadAsync())["busy"].Total);
    }

    // What intake lets through.
    private static bool IsStorable(string name) =>
        name.Length is > 0 and <= 128 && !name.Any(character => char.IsControl(character) || char.IsSurrogate(character));

    protected Task<IReadOnlyDictionary<string, UserFigures>> ReadAsync() =>
        Store.UserDays.ReadAsync(new UserDaySpan(Day, 0, 24), None).AsTask();

    protected async Task ProjectRandomAsync(int seed, int count)
    {
        var random = new Random(seed);
        await ProjectAllAsync([.. Enumerable.Range(_projected.Count, count)
            .Select(i => RandomExecutions.Next(random, i, Some.Noon.AddSeconds(-random.Next(130_000))))]);
    }

    protected async Task AssertRecountAsync(UserDaySpan span)
    {
        var figures = await Store.UserDays.ReadAsync(span, None);
        var expected = _projected.Where(execution => execution.UserId is not null
            && execution.EndedAt >= span.Day.AddHours(span.FromHour) && execution.EndedAt < span.Day.AddHours(span.ToHour)).ToList();
        Assert.Equal(expected.Select(execution => execution.UserId!).ToHashSet(), figures.Keys.ToHashSet());
        foreach (var user in expected.GroupBy(execution => execution.UserId!))
        {
            var (counted, found) = (BruteForce.Of(user), figures[user.Key]);
            Assert.Equal(
                (counted.Success, counted.Failure + counted.Timeout, counted.Cancelled, counted.Tokens, counted.Cost, counted.Timed, counted.DurationMs),
                (found.Successful, found.Failed, found.Cancelled, found.Tokens, found.Cost.Value, found.Timed, found.DurationMs));
            Assert.Equal(user.Max(execution => execution.EndedAt), found.LastSeenAt);
        }
    }

    protected async Task ProjectAllAsync(List<Execution> executions)
    {
        _projected.AddRange(executions.Where(execution => execution.Status.IsFinal()));
        var items = executions.Select((execution, i) => new FeedItem(0, _lsn + i, execution)).ToList();
        _lsn += executions.Count;
        await new Projector(Store.Rollups, new NoLiveUpdates()).ProjectAsync(new FeedPage(items, [], null), None);
    }
}
