using AgentMonitor.Executions;
using AgentMonitor.Functions.Feed;
using AgentMonitor.Functions.Tests.App;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AgentMonitor.Functions.Tests.Feed;

public sealed class ProjectionFunctionTests
{
    private static readonly FeedItem[] Good = [.. Enumerable.Range(1, 20).Select(i => new FeedItem(i % 4, i, Some.Execution($"e{i}")))];

    [Fact]
    public async Task A_poison_document_becomes_a_dead_letter_and_the_page_goes_on()
    {
        await using var app = TestApp.Start();
        var page = FeedDocuments.WithPoison(FeedDocuments.Write(Good), shard: 2, lsn: 77);

        await ProjectAsync(app, page);
        await ProjectAsync(app, page);

        Assert.Equal(20, await TotalAsync(app.Store.Rollups));
        var letter = Assert.Single(await app.Store.DeadLetters.ListAsync(10, CancellationToken.None));
        Assert.Equal((2, 77), (letter.Letter.Shard, letter.Letter.Lsn));
    }

    [Fact]
    public async Task A_document_that_reads_well_and_cannot_be_folded_becomes_a_dead_letter_too()
    {
        await using var app = TestApp.Start();
        var impossible = new FeedItem(1, 99, Some.Execution("impossible", durationMs: -1));

        await ProjectAsync(app, FeedDocuments.Write([.. Good, impossible]));

        Assert.Equal(20, await TotalAsync(app.Store.Rollups));
        Assert.Equal(1, await app.Store.DeadLetters.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_fault_of_the_store_escapes_so_that_the_page_is_delivered_again()
    {
        var rollups = new HeldRollups { FailAfter = 0 };
        await using var app = TestApp.Start(configure: services => services.Replace(ServiceDescriptor.Singleton<IRollupStore>(rollups)));
        var page = FeedDocuments.Write(Good);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => ProjectAsync(app, page));

        rollups.FailAfter = null;
        await ProjectAsync(app, page);
        Assert.Equal(20, await TotalAsync(rollups));
    }

    [Fact]
    public async Task What_comes_twice_in_pages_of_any_cut_counts_once()
    {
        await using var app = TestApp.Start();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => ProjectAsync(app, FeedDocuments.Write(Good.Where(item => item.Shard == i % 4)))));
        await ProjectAsync(app, FeedDocuments.Write(Good));

        Assert.Equal(20, await TotalAsync(app.Store.Rollups));
    }

    private static Task ProjectAsync(TestApp app, string page) =>
        app.Functions<ProjectionFunctions>().ProjectExecutions(page, CancellationToken.None);

    private static async Task<long> TotalAsync(IRollupStore rollups)
    {
        var days = await rollups.ReadRangeAsync(
            RollupScope.Agents, Grain.Day, Some.Noon.AddDays(-1), Some.Noon.AddDays(1), CancellationToken.None);
        return days.Sum(day => day.Cells[CellName.All].Totals.Total);
    }
}
