using System.Globalization;
using AgentMonitor.Executions;
using AgentMonitor.Sessions;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Contracts.Sightings;

public abstract class SessionsContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task A_session_knows_its_newest_agent_user_language_and_region()
    {
        await AppendAllAsync(
            Some.Execution("b", agent: "grader", endedAt: Some.Noon.AddMinutes(3)) with { Region = "north" },
            Some.Execution("a", agent: "tutor", durationMs: 3000) with { Language = "en", Region = "west", UserName = "Ann" },
            Some.Execution("c", agent: "quiz", user: null, endedAt: Some.Noon.AddMinutes(6)));
        await ProjectAsync();

        var session = (await Store.Sessions.FindAsync("s1", None))!;

        Assert.Equal((Some.Noon.AddSeconds(-3), Some.Noon.AddMinutes(6)), (session.FirstActivityAt, session.LastActivityAt));
        Assert.Equal(("quiz", "u1", "Ann"), (session.Agent.Value, session.User?.Value, session.UserName?.Value));
        Assert.Equal(("en", "north"), (session.Language?.Value, session.Region?.Value));
        Assert.Null(await Store.Sessions.FindAsync("s2", None));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Every_session_and_every_sum_equals_a_recount(int seed)
    {
        var executions = SightingRecords.Make(400, seed);
        foreach (var page in executions.Chunk(53))
        {
            await Store.Log.AppendAsync(page, None);
            await ProjectAsync();
        }

        var expected = Recounted((await ReadFeedAsync()).ConvertAll(item => item.Execution));
        var random = new Random(seed);

        var listed = await ListAllAsync(SessionFilter.None, pageSize: 7);
        Assert.Equal(expected.Keys.Order(), listed.Select(session => session.SessionId).Order());
        foreach (var session in listed)
        {
            var (first, last) = expected[session.SessionId];
            Assert.Equal(first, session.FirstActivityAt.UtcDateTime);
            Assert.True(RecountedUser.IsSameMinute(last, session.LastActivityAt.UtcDateTime));
        }

        foreach (var minutes in Enumerable.Range(0, 20).Select(_ => random.Next(5 * 1440)).Append(0).Append(30))
        {
            var from = Some.Noon.AddHours(3).AddMinutes(-minutes);
            await CheckLiveAsync(from, from.AddMinutes(random.Next(60)), expected);
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public async Task What_is_going_on_and_who_was_last_active_equal_a_recount_after_every_page(int seed)
    {
        var random = new Random(seed);
        var from = Some.Noon;
        foreach (var page in SightingRecords.Make(400, seed).Chunk(40))
        {
            await Store.Log.AppendAsync(page, None);
            await ProjectAsync();
            var expected = Recounted((await ReadFeedAsync()).ConvertAll(item => item.Execution));

            await CheckLiveAsync(from, from.AddMinutes(random.Next(60)), expected);

            var listed = await ListAllAsync(SessionFilter.None, pageSize: random.Next(1, 9));
            Assert.Equal(expected.Keys.Order(), listed.Select(session => session.SessionId).Order());
            Assert.Equal(
                listed.Select(session => (session.LastActivityAt, session.SessionId)).OrderByDescending(one => one.LastActivityAt)
                    .ThenByDescending(one => one.SessionId, StringComparer.Ordinal),
                listed.Select(session => (session.LastActivityAt, session.SessionId)));
            var active = await ListAllAsync(new() { ActiveFrom = from }, pageSize: random.Next(1, 9));
            Assert.Equal(
                expected.Where(session => session.Value.Last >= from.UtcDateTime).Select(session => session.Key).Order(),
                active.Select(session => session.SessionId).Order());
            from = from.AddMinutes(random.Next(-20, 40));
        }
    }

    [Fact]
    public async Task Of_a_crowd_the_first_sight_is_exact_the_last_right_to_the_minute_and_nothing_that_was_told_is_lost()
    {
        const int crowd = 300;
        await SeeAllAsync(second: 5, name: null, everyNth: 1);
        await SeeAllAsync(second: 20, name: "Ann", everyNth: 1);
        await SeeAllAsync(second: 70, name: null, everyNth: 2);

        foreach (var session in await ListAllAsync(SessionFilter.None, pageSize: 100))
        {
            var isLate = int.Parse(session.SessionId, CultureInfo.InvariantCulture) % 2 == 0;
            Assert.Equal(Some.Noon.AddSeconds(5), session.FirstActivityAt);
            Assert.InRange(session.LastActivityAt, Some.Noon.AddSeconds(isLate ? 60 : 5), Some.Noon.AddSeconds(isLate ? 119 : 59));
            Assert.Equal("Ann", session.UserName?.Value);
            Assert.Equal(session.LastActivityAt, (await Store.Users.FindAsync(session.User!.Value, None))?.LastSeenAt);
        }

        async Task SeeAllAsync(int second, string? name, int everyNth)
        {
            await Store.Log.AppendAsync(
                [.. Enumerable.Range(0, crowd / everyNth).Select(i => Some.Execution(
                    $"{second}-{i}", durationMs: 0, user: $"u{i * everyNth}", session: $"{i * everyNth}",
                    endedAt: Some.Noon.AddSeconds(second)) with { UserName = name })],
                None);
            await ProjectAsync();
        }
    }

    [Fact]
    public async Task Sessions_are_listed_by_activity_user_and_text()
    {
        await AppendAllAsync(
            Some.Execution("a", user: "ann", session: "morning") with { UserName = "Dr. Lee" },
            Some.Execution("b", user: "bob", session: "noon", endedAt: Some.Noon.AddMinutes(1)),
            Some.Execution("c", user: "ann", session: "evening", endedAt: Some.Noon.AddMinutes(2)),
            Some.Execution("d", user: null, session: "leeway", endedAt: Some.Noon.AddMinutes(3)));
        await ProjectAsync();

        Assert.Equal(["leeway", "evening", "noon", "morning"], await IdsAsync(SessionFilter.None));
        Assert.Equal(["evening", "morning"], await IdsAsync(new() { UserId = "ann" }));
        Assert.Equal(["leeway", "evening"], await IdsAsync(new() { ActiveFrom = Some.Noon.AddMinutes(2) }));
        Assert.Equal(["noon", "morning"], await IdsAsync(new() { ActiveBefore = Some.Noon.AddMinutes(2) }));
        Assert.Equal(["morning"], await IdsAsync(new() { UserId = "ann", ActiveBefore = Some.Noon.AddMinutes(2) }));
        Assert.Equal(["leeway", "morning"], await IdsAsync(new() { Text = "LEE" }));
        Assert.Equal(["noon"], await IdsAsync(new() { Text = "bob" }));
        Assert.Empty(await IdsAsync(new() { Text = "' OR 1=1" }));
    }

    [Fact]
    public async Task A_session_s_executions_are_each_in_it_once()
    {
        var start = Some.Execution("a", status: ExecutionStatus.Running) with { ContentHash = "start" };
        await AppendAllAsync(start, Some.Execution("b", endedAt: Some.Noon.AddMinutes(1)));
        await ProjectAsync();
        await AppendAsync(Some.Execution("a", endedAt: Some.Noon.AddMinutes(2)));
        await ProjectAsync();

        var journey = (await new SessionJourneyQuery(Store.Sessions, Store.Lists).FindAsync("s1", null, 10, None))!;

        Assert.Equal(2, journey.Totals.Total);
        Assert.Equal([KeyValuePair.Create("tutor", 2L)], journey.Agents);
        Assert.Equal(["a", "b"], journey.Page.Select(execution => execution.Id.Value).Order());
        Assert.Equal(1, (await Store.Sessions.LiveAsync(Some.Noon, Some.Noon, None)).Total);
    }

    [Fact]
    public async Task Nothing_is_going_on_where_nothing_was()
    {
        var live = await Store.Sessions.LiveAsync(Some.Noon, Some.Noon, None);

        Assert.Equal((0L, 0L, null), (live.Total, live.New, live.AverageDurationMs));
    }

    [Fact]
    public async Task A_cursor_of_somebody_else_is_refused() =>
        await Assert.ThrowsAsync<InvalidCursorException>(
            async () => await Store.Sessions.ListAsync(SessionFilter.None, "nonsense", 10, None));

    private static Dictionary<string, (DateTime First, DateTime Last)> Recounted(List<Execution> executions) => executions
        .Where(execution => execution.SessionId is not null)
        .GroupBy(execution => execution.SessionId!)
        .ToDictionary(session => session.Key, session => (
            session.Min(execution => RecountedUser.Times(execution).First), session.Max(execution => RecountedUser.Times(execution).Last)));

    private async Task CheckLiveAsync(
        DateTimeOffset activeFrom, DateTimeOffset newFrom, Dictionary<string, (DateTime First, DateTime Last)> expected)
    {
        var active = expected.Values.Where(session => session.Last >= activeFrom.UtcDateTime).ToList();

        var live = await Store.Sessions.LiveAsync(activeFrom, newFrom, None);

        Assert.Equal(active.Count, live.Total);
        Assert.Equal(active.Count(session => session.First >= newFrom.UtcDateTime), live.New);
        Assert.Equal(live.Total, live.ByLanguage.Values.Sum());
        if (active.Count > 0)
        {
            // The last activity is right to the minute, and so is a mean of them.
            var mean = active.Average(session => (session.Last - session.First).TotalMilliseconds);
            Assert.InRange(live.AverageDurationMs!.Value, mean - 60_000, mean + 1);
        }
    }

    private async Task<IEnumerable<string>> IdsAsync(SessionFilter filter) =>
        (await ListAllAsync(filter, pageSize: 1)).Select(session => session.SessionId);

    private async Task<List<Session>> ListAllAsync(SessionFilter filter, int pageSize)
    {
        var sessions = new List<Session>();
        string? cursor = null;
        do
        {
            var page = await Store.Sessions.ListAsync(filter, cursor, pageSize, None);
            sessions.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return sessions;
    }
}
