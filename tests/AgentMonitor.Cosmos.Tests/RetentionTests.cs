using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Cosmos.Views.Sightings;
using AgentMonitor.Escalations;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.State;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Cosmos.Tests;

/// <summary>What Cosmos DB removes by itself, and when: the time to live of every document that is written.</summary>
public sealed class RetentionTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Now = Some.Noon.AddHours(3);

    private static readonly RetentionAges Ages = OpenedCosmos.Ages;

    private readonly GatewayDouble _gateway = new();
    private OpenedCosmos _store = null!;

    public async Task InitializeAsync() => _store = await OpenedCosmos.OpenAsync(
        _gateway, new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString }, new ManualClock(Now));

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task Every_document_of_a_projection_goes_at_its_own_age()
    {
        var random = new Random(3);
        var executions = Enumerable.Range(0, 30).Select(i => RandomExecutions.Next(random, i, Now.AddMinutes(-random.Next(2000)))).ToList();
        executions.Add(Some.Execution("asks", endedAt: Now) with { Escalation = new Escalation(EscalationState.Pending, EscalationSeverity.High) });
        await _store.Log.AppendAsync(executions, CancellationToken.None);

        var page = await _store.Feed.ReadAsync(0, 1000, CancellationToken.None);
        await new Projector(_store.Rollups, new NoLiveUpdates()).ProjectAsync(page, CancellationToken.None);

        Assert.All(_gateway.Container("executions").Items, item => Assert.Equal((int)Ages.Raw.TotalSeconds, Ttl(item)));
        Assert.All(_gateway.Container("views").Items, item => Assert.True(Ttl(item) == ExpectedOfView((string)item.Body["list"]!), item.Stored));
        Assert.Contains(_gateway.Container("views").Items, item => (string?)item.Body["list"] == "escalations");
        Assert.NotEmpty(_gateway.Container("rollups").Items);

        // What is left of a bucket's time counts from now; days stay.
        var documents = await _store.Rollups.ReadAllAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, CancellationToken.None);
        var expected = documents.Select(document => Ages.Of(document.Key) is { } age
            ? (int?)(document.Key.Bucket.End + age - Now).TotalSeconds : null).Order().ToList();
        Assert.Equal(expected, _gateway.Container("rollups").Items.Select(Ttl).Order());
        Assert.Contains(expected, ttl => ttl is null);
        Assert.True(expected.Distinct().Count() > 20);
    }

    [Fact]
    public async Task A_move_of_an_escalation_goes_with_the_executions_whichever_is_there_first()
    {
        var move = new EscalationMove(EscalationState.Resolved, Now, null, Now, "done");
        await _store.Escalations.ApplyAsync("a", move, CancellationToken.None);

        var moved = Assert.Single(_gateway.Container("views").Items);
        Assert.Equal((int)Ages.Raw.TotalSeconds, Ttl(moved));
    }

    [Fact]
    public async Task State_and_leases_are_to_last_and_every_container_lets_its_documents_expire()
    {
        await _store.State.TrySaveAsync(new StateDocument(StateKinds.Settings, "a", "{}"u8.ToArray()), CancellationToken.None);

        Assert.Null(Ttl(Assert.Single(_gateway.Container("state").Items)));
        Assert.All(ContainerPlans.Of(new CosmosOptions()), plan => Assert.Equal(-1, plan.DefaultTimeToLive));
    }

    // Users stay; how far an instance is goes when it is long gone; everything else goes with the executions.
    private static int? ExpectedOfView(string list) =>
        SightingLists.Users.Contains(list) ? null
        : list.StartsWith("progress|", StringComparison.Ordinal) ? (int)(OpenedCosmos.Ages.Raw + TimeSpan.FromDays(30)).TotalSeconds
        : (int)Ages.Raw.TotalSeconds;

    private static int? Ttl(DoubleItem item) => (int?)item.Body["ttl"];
}
