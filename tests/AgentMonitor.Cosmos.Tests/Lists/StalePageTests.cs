using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Cosmos.Tests.Lists;

/// <summary>An instance whose lease was taken goes on with the page that it has while the next one is ahead already.</summary>
public sealed class StalePageTests : IAsyncLifetime, IDisposable
{
    private readonly GatewayDouble _gateway = new();
    private OpenedCosmos _store = null!;

    public async Task InitializeAsync() => _store = await OpenedCosmos.OpenAsync(
        _gateway, new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString }, new ManualClock(Some.Noon.AddHours(3)));

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task What_has_ended_stays_listed_when_its_start_is_written_once_more()
    {
        var started = Some.Execution("x", status: ExecutionStatus.Running) with { EndedAt = null };
        await _store.Log.AppendAsync([started], CancellationToken.None);
        var start = await _store.Feed.ReadAsync(0, 10, CancellationToken.None);
        await _store.Log.AppendAsync([Some.Execution("x") with { ReceivedAt = started.ReceivedAt.AddSeconds(5) }], CancellationToken.None);
        var end = await _store.Feed.ReadAsync(0, 10, CancellationToken.None);

        await ProjectAsync(end);
        await ProjectAsync(start);

        Assert.Equal(ExecutionStatus.Success, (await OfUserAsync()).Status);
    }

    [Fact]
    public async Task What_still_runs_is_listed_as_it_was_reported_last()
    {
        var started = Some.Execution("x", status: ExecutionStatus.Running) with { EndedAt = null };
        await _store.Log.AppendAsync([started], CancellationToken.None);
        var start = await _store.Feed.ReadAsync(0, 10, CancellationToken.None);
        var later = start with
        {
            Items = [.. start.Items.Select(item => item with { Lsn = item.Lsn + 1, Execution = item.Execution with { UserName = "Zoë" } })],
        };

        foreach (var page in new[] { start, later, start })
        {
            await ProjectAsync(page);
        }

        var listed = _gateway.Container("views").Items.Single(item => (string?)item.Body["list"] == "user|u1");
        Assert.Contains("Zo", (string)listed.Body["header"]!, StringComparison.Ordinal);
    }

    private async Task ProjectAsync(FeedPage page) =>
        await new Projector(_store.Rollups, new NoLiveUpdates()).ProjectAsync(page, CancellationToken.None);

    private async Task<Execution> OfUserAsync() => Assert.Single(
        (await _store.Lists.ListAsync(new ExecutionFilter { UserId = "u1" }, null, 10, CancellationToken.None)).Items);
}
