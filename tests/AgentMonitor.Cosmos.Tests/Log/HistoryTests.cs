using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Cosmos.Tests.Log;

/// <summary>The change feed read anew while agents go on sending, so that no round over the partitions is ever silent.</summary>
public sealed class HistoryTests : IAsyncLifetime, IDisposable
{
    private const int Shards = 64;

    private static readonly DateTimeOffset Begin = Some.Noon.AddHours(1);

    private readonly ManualClock _clock = new(Begin);
    private readonly GatewayDouble _gateway;
    private OpenedCosmos _reading = null!;
    private OpenedCosmos _sending = null!;
    private int _sent;
    private int _turns;

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(0, 24)];

    public HistoryTests() => _gateway = new GatewayDouble { Ranges = 3, FeedPage = 10, Clock = _clock };

    public async Task InitializeAsync()
    {
        var options = new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString, Shards = Shards };
        _reading = await OpenedCosmos.OpenAsync(_gateway, options, new ManualClock(Begin.AddMinutes(-20)));
        _sending = await OpenedCosmos.OpenAsync(_gateway, options, _clock);
    }

    public async Task DisposeAsync()
    {
        await _reading.DisposeAsync();
        await _sending.DisposeAsync();
    }

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task A_reading_ends_though_no_partition_is_ever_silent()
    {
        await SendAsync(200);
        _gateway.Fault = call => OnFeed(call, () => SendAsync(12));

        var read = await ReadAsync();

        AssertOnceEach(read, first: 200);
        Assert.True(_turns < 120, $"It took {_turns} pages.");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_was_there_when_it_began_is_read_through_splits_in_the_middle(int seed)
    {
        var random = new Random(seed);
        await SendAsync(100);
        _gateway.Fault = call => OnFeed(call, () =>
        {
            if (random.Next(6) == 0)
            {
                SplitAny(random);
            }

            return SendAsync(random.Next(4, 12));
        });

        var read = await ReadAsync();

        AssertOnceEach(read, first: 100);
        Assert.True(_gateway.Container("executions").Ranges.Count > 3, "Nothing was split.");
    }

    [Fact]
    public async Task Where_nobody_writes_it_ends_with_the_last_document()
    {
        await SendAsync(200);
        _gateway.Fault = call => OnFeed(call, () => Task.CompletedTask);

        AssertOnceEach(await ReadAsync(), first: 200);
        Assert.True(_turns < 40, $"It took {_turns} pages.");
    }

    private async Task<List<FeedItem>> ReadAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var read = new List<FeedItem>();
        await foreach (var item in _reading.History.ReadAsync(Some.Noon.AddDays(-1), Some.Noon.AddDays(1), new FeedMark(), patience.Token))
        {
            read.Add(item);
        }

        Assert.Empty(_gateway.Refused);
        return read;
    }

    private async Task SendAsync(int count)
    {
        foreach (var _ in Enumerable.Range(0, count))
        {
            await _sending.Log.AppendAsync([Some.Execution($"e{_sent++}")], CancellationToken.None);
        }
    }

    // Before each page; a second passes meanwhile.
    private DoubleFault? OnFeed(DoubleCall call, Func<Task> act)
    {
        if (call.IsChangeFeed)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            _turns++;
            act().GetAwaiter().GetResult();
        }

        return null;
    }

    private void SplitAny(Random random)
    {
        // Each half has documents still.
        var wide = _gateway.Container("executions").Ranges.Where(range => range.High - range.Low >= 8).ToList();
        if (wide.Count > 0)
        {
            _gateway.Split("executions", wide[random.Next(wide.Count)].Id);
        }
    }

    private static void AssertOnceEach(List<FeedItem> read, int first)
    {
        var ids = read.ConvertAll(item => item.Execution.Id.Value);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Empty(Enumerable.Range(0, first).Select(i => $"e{i}").Except(ids));
    }
}
