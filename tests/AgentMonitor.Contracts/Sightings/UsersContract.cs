using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using AgentMonitor.Users;
using Xunit;

namespace AgentMonitor.Contracts.Sightings;

public abstract class UsersContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task A_user_is_seen_from_the_first_beginning_to_the_last_end()
    {
        await AppendAllAsync(
            Some.Execution("a", agent: "tutor", endedAt: Some.Noon, durationMs: 5000) with { UserName = "Ann", Region = "west" },
            Some.Execution("b", agent: "grader", endedAt: Some.Noon.AddMinutes(2), durationMs: 1000) with { Region = "north" },
            Some.Execution("early", agent: "quiz", endedAt: Some.Noon.AddDays(-1), durationMs: null));
        await ProjectAsync();

        var user = (await Store.Users.FindAsync("u1", None))!;

        Assert.Equal((Some.Noon.AddDays(-1), Some.Noon.AddMinutes(2)), (user.FirstSeenAt, user.LastSeenAt));
        Assert.Equal(("grader", "Ann", "north"), (user.Agent.Value, user.Name?.Value, user.Region?.Value));
        Assert.Null(await Store.Users.FindAsync("u2", None));
    }

    [Fact]
    public async Task One_that_only_runs_is_seen_when_it_was_heard_of_last()
    {
        var start = Some.Execution("a", status: ExecutionStatus.Running) with
        {
            ContentHash = "start",
            CreatedAt = Some.Noon.AddSeconds(-1),
        };
        await AppendAllAsync(start, ExecutionTransitions.Heartbeat(start, Some.Noon.AddMinutes(7), Some.Noon.AddHours(1)));
        await ProjectAsync();

        var user = (await Store.Users.FindAsync("u1", None))!;

        Assert.Equal((Some.Noon.AddSeconds(-1), Some.Noon.AddMinutes(7)), (user.FirstSeenAt, user.LastSeenAt));
    }

    [Fact]
    public async Task A_late_completion_shows_nobody()
    {
        var start = Some.Execution("a", status: ExecutionStatus.Running) with { ContentHash = "start" };
        await AppendAllAsync(start, ExecutionTransitions.TimeOut(start, Some.Noon.AddHours(1)));
        await ProjectAsync();
        var before = await Store.Users.FindAsync("u1", None);

        await AppendAsync(Some.Execution("a", endedAt: Some.Noon.AddDays(1)));
        await ProjectAsync();

        Assert.Equal(Some.Noon.AddMinutes(30), before!.LastSeenAt);
        Assert.Equal(before, await Store.Users.FindAsync("u1", None));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_user_and_every_count_equals_a_recount(int seed)
    {
        var executions = SightingRecords.Make(400, seed);
        var random = new Random(seed);
        foreach (var page in executions.Chunk(37))
        {
            await Store.Log.AppendAsync(page, None);
            await ProjectAsync();
            if (random.Next(4) == 0)
            {
                await ProjectAgainAsync();
            }
        }

        var expected = RecountedUser.Of((await ReadFeedAsync()).ConvertAll(item => item.Execution));

        var listed = await ListAllAsync(new UserFilter(UserSpan.Ever), pageSize: 5);
        Assert.Equal(expected.Keys.Order(), listed.Select(user => user.UserId).Order());
        Assert.All(listed, user => expected[user.UserId].Check(user));
        Assert.Equal(listed.OrderByDescending(user => user.LastSeenAt).Select(user => user.UserId), listed.Select(user => user.UserId));
        foreach (var span in Spans(random))
        {
            var ids = expected.Where(user => user.Value.IsIn(span)).Select(user => user.Key).Order().ToList();
            Assert.True(ids.Count == await Store.Users.CountAsync(span, None), $"{span}");
            Assert.Equal(ids, (await ListAllAsync(new UserFilter(span), pageSize: 3)).Select(user => user.UserId).Order());
        }
    }

    [Fact]
    public async Task Users_are_searched_by_id_and_by_name()
    {
        await AppendAllAsync(
            Some.Execution("a", user: "ann") with { UserName = "Dr. Lee" },
            Some.Execution("b", user: "bob", endedAt: Some.Noon.AddMinutes(1)),
            Some.Execution("c", user: "leeroy", endedAt: Some.Noon.AddMinutes(2)));
        await ProjectAsync();

        Assert.Equal(["leeroy", "ann"], (await ListAllAsync(new UserFilter(UserSpan.Ever, "LEE"))).Select(user => user.UserId));
        Assert.Empty(await ListAllAsync(new UserFilter(UserSpan.Ever, "%")));
    }

    [Fact]
    public async Task Any_name_a_user_may_have_is_found_and_listed_once()
    {
        var names = NastyNames.Make(150, seed: 9).Where(name => name.Length > 0 && !name.Any(char.IsSurrogate)).Distinct().ToList();
        await Store.Log.AppendAsync([.. names.Select((name, i) => Some.Execution($"e{i}", user: name) with { UserName = name, Region = name })], None);
        await ProjectAsync();

        Assert.Equal(names.Order(StringComparer.Ordinal), (await ListAllAsync(new UserFilter(UserSpan.Ever), pageSize: 40)).Select(user => user.UserId).Order(StringComparer.Ordinal));
        foreach (var name in names)
        {
            Assert.Equal(name, (await Store.Users.FindAsync(name, None))?.Region?.Value);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("!")]
    [InlineData("AAAAAAAAAAAAAAAA")]
    public async Task A_cursor_of_somebody_else_is_refused(string cursor) =>
        await Assert.ThrowsAsync<InvalidCursorException>(
            async () => await Store.Users.ListAsync(new UserFilter(UserSpan.Ever), cursor, 10, None));

    private static IEnumerable<UserSpan> Spans(Random random)
    {
        yield return UserSpan.Ever;
        yield return new UserSpan { SeenFrom = Some.Noon.AddDays(2) };
        for (var i = 0; i < 12; i++)
        {
            var from = Some.Noon.AddHours(3).AddMinutes(-random.Next(5 * 1440));
            yield return new UserSpan { SeenFrom = from };
            yield return new UserSpan { NewFrom = from };
            yield return new UserSpan { NewFrom = from, NewBefore = from.AddMinutes(random.Next(1440)), SeenFrom = from.AddMinutes(random.Next(600)) };
        }
    }

    // As a crash between a save and the position would have it.
    private async Task ProjectAgainAsync()
    {
        var page = await Store.Feed.ReadAsync(0, 10_000, None);
        var projected = await Store.Feed.ProjectedAsync(None);
        await Store.Rollups.SaveAsync(
            new PageWrite([], [.. page.Items.Where(item => item.Lsn <= projected)], [], null), None);
    }

    private async Task<List<SeenUser>> ListAllAsync(UserFilter filter, int pageSize = 2)
    {
        var users = new List<SeenUser>();
        string? cursor = null;
        do
        {
            var page = await Store.Users.ListAsync(filter, cursor, pageSize, None);
            Assert.InRange(page.Items.Count, 0, pageSize);
            users.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return users;
    }
}
