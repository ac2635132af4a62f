using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Cosmos.Tests.Rollups;

public sealed class ClosedBucketsTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Now = Some.Noon.AddHours(3).AddMinutes(30);

    private readonly GatewayDouble _gateway = new();
    private readonly ManualClock _clock = new(Now);
    private OpenedCosmos _mine = null!;
    private OpenedCosmos _other = null!;

    public async Task InitializeAsync()
    {
        var options = new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString };
        _mine = await OpenedCosmos.OpenAsync(_gateway, options, _clock);
        _other = await OpenedCosmos.OpenAsync(_gateway, options, _clock);
        foreach (var hour in Enumerable.Range(0, 4))
        {
            await AddAsync(_mine, Some.Noon.AddHours(hour));
        }
    }

    public async Task DisposeAsync()
    {
        await _mine.DisposeAsync();
        await _other.DisposeAsync();
    }

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task Asked_again_only_what_is_open_is_read()
    {
        var first = await ReadAsync(_mine);
        var loaded = 0;
        _gateway.QueryRan = count => loaded += count;

        var second = await ReadAsync(_mine);

        Assert.Equal([1, 1, 1, 1], first);
        Assert.Equal(first, second);
        Assert.Equal(1, loaded);
    }

    [Fact]
    public async Task A_window_that_moves_on_asks_for_no_more_than_its_new_end()
    {
        await ReadAsync(_mine);
        _clock.Advance(TimeSpan.FromSeconds(40));
        var loaded = 0;
        _gateway.QueryRan = count => loaded += count;

        Assert.Equal([1, 1, 1], await ReadAsync(_mine, from: Some.Noon.AddHours(1)));
        Assert.Equal(1, loaded);
        Assert.Equal([1, 1], await ReadAsync(_mine, from: Some.Noon.AddHours(1), to: Some.Noon.AddHours(3)));
        Assert.Equal(1, loaded);
    }

    [Fact]
    public async Task What_this_process_adds_to_a_closed_bucket_shows_at_once()
    {
        await ReadAsync(_mine);

        await AddAsync(_mine, Some.Noon);

        Assert.Equal([2, 1, 1, 1], await ReadAsync(_mine));
    }

    [Fact]
    public async Task What_another_process_adds_to_a_closed_bucket_shows_within_the_age()
    {
        await ReadAsync(_mine);
        await AddAsync(_other, Some.Noon);
        await AddAsync(_other, Some.Noon.AddHours(3));

        Assert.Equal([1, 1, 1, 2], await ReadAsync(_mine));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([2, 1, 1, 2], await ReadAsync(_mine));
    }

    [Fact]
    public async Task Asking_all_the_time_does_not_make_it_younger()
    {
        await ReadAsync(_mine);
        await AddAsync(_other, Some.Noon);

        foreach (var _ in Enumerable.Range(0, 6))
        {
            await ReadAsync(_mine);
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal([2, 1, 1, 1], await ReadAsync(_mine));
    }

    private static async Task AddAsync(OpenedCosmos store, DateTimeOffset hour)
    {
        var key = new RollupKey(RollupScope.Agents, TimeBucket.Of(Grain.Hour, hour));
        var document = (await store.Rollups.ReadAsync([key], CancellationToken.None)).SingleOrDefault() ?? new RollupDocument(key, 0);
        document.Cell(CellName.All).Add(Contribution.Of(Some.Execution("late", endedAt: hour))!, CellParts.TotalsOnly);
        Assert.Empty(await store.Rollups.SaveAsync(new PageWrite([document], [], [], null), CancellationToken.None));
    }

    private static async Task<List<long>> ReadAsync(OpenedCosmos store, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var documents = await store.Rollups.ReadRangeAsync(
            RollupScope.Agents, Grain.Hour, from ?? Some.Noon, to ?? Some.Noon.AddHours(4), CancellationToken.None);
        return [.. documents.Select(document => document.Cells[CellName.All].Totals.Total)];
    }
}
