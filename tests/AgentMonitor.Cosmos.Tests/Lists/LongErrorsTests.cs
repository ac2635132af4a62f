using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Cosmos.Tests.Lists;

/// <summary>A document may have 2 MB; the longest error messages of one page have many times that.</summary>
public sealed class LongErrorsTests : IAsyncLifetime, IDisposable
{
    private const int LongestMessage = 8_192;

    private readonly GatewayDouble _gateway = new();
    private OpenedCosmos _store = null!;

    public async Task InitializeAsync() => _store = await OpenedCosmos.OpenAsync(
        _gateway, new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString }, new ManualClock(Some.Noon.AddHours(3)));

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _gateway.Dispose();

    [Theory]
    [InlineData('a')]
    [InlineData('"')]
    [InlineData('障')]
    public async Task A_page_of_the_longest_messages_is_projected_and_every_one_is_listed(char letter)
    {
        var failed = Enumerable.Range(0, 300).Select(i => Some.Execution($"failed-{i}", status: ExecutionStatus.Failure, endedAt: Some.Noon.AddSeconds(i)) with
        {
            ErrorType = "Upstream",
            ErrorMessage = new string(letter, LongestMessage),
        }).ToList();
        await _store.Log.AppendAsync(failed, CancellationToken.None);

        var page = await _store.Feed.ReadAsync(0, 1000, CancellationToken.None);
        await new Projector(_store.Rollups, new NoLiveUpdates()).ProjectAsync(page, CancellationToken.None);

        var listed = new List<Execution>();
        var cursor = (string?)null;
        do
        {
            var answer = await _store.Lists.ListAsync(new ExecutionFilter(), cursor, 50, CancellationToken.None);
            listed.AddRange(answer.Items);
            cursor = answer.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(failed.Select(execution => execution.Id.Value).Order(StringComparer.Ordinal), listed.Select(execution => execution.Id.Value).Order(StringComparer.Ordinal));
        Assert.All(listed, execution => Assert.Equal(LongestMessage, execution.ErrorMessage!.Length));
    }
}
