using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Metrics;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Cosmos.Tests.Charges;

/// <summary>
/// What an execution costs that is posted once, all in (the record, lists, rollups), by the documented charges; the
/// table of docs/scale.md. Each bound is what was found, and a little: a change that costs more has to say so.
/// </summary>
public sealed class ChargeTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(10, 2, 20, 1000, 42)]
    [InlineData(100, 1, 20, 1000, 29)]
    [InlineData(100, 2, 20, 1000, 26.5)]
    [InlineData(100, 3, 20, 1000, 25.5)]
    [InlineData(100, 5, 20, 1000, 25)]
    [InlineData(250, 2, 20, 1000, 24)]
    [InlineData(100, 2, 200, 1000, 28)]
    [InlineData(100, 2, 20, 100, 19.5)]
    [InlineData(100, 2, 20, 5000, 30.5)]
    public async Task The_request_units_of_an_execution_stay_within_their_bound(int perSecond, int gathered, int agents, int users, double bound)
    {
        var sheet = await SimulatedLoad.MeasureAsync(new LoadShape(perSecond, gathered, agents, users));

        output.WriteLine($"{perSecond}/s in pages of {gathered} s, {agents} agents, {users} users\n{sheet}");
        output.WriteLine(
            $"| {perSecond} | {gathered} | {agents} | {users} | {sheet.UnitsOf("executions"):0.0} | {sheet.UnitsOf("views"):0.0} | {sheet.UnitsOf("rollups"):0.0} | {sheet.Units:0.0} | {sheet.Units + sheet.IfAllIndexed:0.0} |");
        Assert.True(sheet.Units <= bound, sheet.ToString());
    }

    [Fact]
    public async Task A_day_of_metrics_reads_few_documents()
    {
        using var gateway = new GatewayDouble { Ranges = 1 };
        var clock = new ManualClock(Some.Noon.AddMinutes(34));
        await using var store = await OpenedCosmos.OpenAsync(
            gateway, new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString }, clock);
        var projector = new Projector(store.Rollups, new NoLiveUpdates());
        var random = new Random(2);
        var spread = Enumerable.Range(0, 6000).Select(i => new FeedItem(0, i + 1, Execution(random, i, clock.GetUtcNow().AddSeconds(-random.Next(48 * 3600)), 20, 1000)));
        await projector.ProjectAsync(new FeedPage([.. spread], [], null), CancellationToken.None);
        var query = new MetricsQuery(new WindowReader(store.Rollups), store.Running, new Fresh(clock), clock, OpenedCosmos.Ages);
        var loaded = 0;
        gateway.QueryRan = count => loaded += count;

        var (first, firstLoaded) = (await AskAsync(), loaded);
        loaded = 0;
        clock.Advance(TimeSpan.FromSeconds(10));
        var (again, againLoaded) = (await AskAsync(), loaded);

        output.WriteLine($"hours=24: {first:0.0} RU, {firstLoaded} documents; ten seconds later {again:0.0} RU, {againLoaded} documents");
        Assert.True(firstLoaded <= 150 && first <= 45, $"{firstLoaded} documents, {first:0.0} RU");
        Assert.True(againLoaded <= 10 && again <= 15, $"{againLoaded} documents, {again:0.0} RU");

        async Task<double> AskAsync()
        {
            var before = store.Store.Charges.Total;
            var answer = await query.GetAsync(new MetricsRequest(MetricsWindow.LastHours(24, clock.GetUtcNow())), CancellationToken.None);
            Assert.True(answer.Summary.Totals.Total > 2000);
            return store.Store.Charges.Total - before;
        }
    }

    private static Execution Execution(Random random, int number, DateTimeOffset at, int agents, int users)
    {
        var user = random.Next(users);
        return Some.Execution(
            $"01-{number:x8}-{random.Next():x8}",
            agent: $"agent{(user + random.Next(3)) % agents}",
            status: random.Next(20) == 0 ? ExecutionStatus.Failure : ExecutionStatus.Success,
            endedAt: at,
            durationMs: 200 + random.Next(4000),
            user: $"user{user}",
            session: $"session{user}-{at.Hour}",
            model: $"model{random.Next(3)}",
            error: "rate limit");
    }

    private sealed class Fresh(TimeProvider clock) : IFeedProgress
    {
        public DateTimeOffset AsOf => clock.GetUtcNow();

        public TimeSpan Lag => TimeSpan.Zero;
    }
}
