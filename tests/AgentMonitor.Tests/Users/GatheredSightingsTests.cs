using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using AgentMonitor.Users;
using Xunit;

namespace AgentMonitor.Tests.Users;

public sealed class GatheredSightingsTests
{
    [Fact]
    public void A_page_says_what_each_of_its_executions_says_merged_whatever_their_order()
    {
        var seen = new GatheredSightings();
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var page = Page(random);

            random.Shuffle(page);
            seen.Clear();
            Array.ForEach(page, seen.Take);

            var alone = Array.ConvertAll(page, Alone);
            var users = alone.SelectMany(one => one.Users).GroupBy(user => user.UserId).Select(of => of.Aggregate((a, b) => a.Merge(b)));
            var sessions = alone.SelectMany(one => one.Sessions).GroupBy(session => session.SessionId).Select(of => of.Aggregate((a, b) => a.Merge(b)));
            Assert.Equal(users.OrderBy(user => user.UserId), seen.Users.OrderBy(user => user.UserId));
            Assert.Equal(sessions.OrderBy(session => session.SessionId), seen.Sessions.OrderBy(session => session.SessionId));
            Assert.InRange(seen.UserCount, 1, 5);
            Assert.InRange(seen.SessionCount, 5, 9);
        }
    }

    [Fact]
    public void What_came_too_late_shows_nobody()
    {
        var seen = Alone(new FeedItem(0, 1, Some.Execution("a") with { Flags = ExecutionFlags.Late }));

        Assert.Empty(seen.Users);
        Assert.Empty(seen.Sessions);
    }

    private static FeedItem[] Page(Random random) =>
    [
        .. Enumerable.Range(1, 60).Select(number => new FeedItem(
            number % 2, number, RandomExecutions.Next(random, number, Some.Noon.AddSeconds(random.Next(90))) with
            {
                UserName = random.Next(3) == 0 ? "name" + random.Next(2) : null,
                Client = random.Next(3) == 0 ? new ClientInfo("hash" + random.Next(2), random.Next(2) == 0 ? null : "agent") : null,
                Flags = random.Next(9) == 0 ? ExecutionFlags.Late : ExecutionFlags.None,
            })),
    ];

    private static GatheredSightings Alone(FeedItem item)
    {
        var seen = new GatheredSightings();
        seen.Take(item);
        return seen;
    }
}
