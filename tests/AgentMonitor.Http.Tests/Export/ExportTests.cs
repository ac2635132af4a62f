using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json.Nodes;
using AgentMonitor.Executions;
using AgentMonitor.Http.Export;
using AgentMonitor.Http.Tests.Api;
using AgentMonitor.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static AgentMonitor.Http.Tests.Export.Exports;

namespace AgentMonitor.Http.Tests.Export;

public sealed class ExportTests
{
    [Fact]
    public async Task All_formats_hold_the_same_rows_as_the_list()
    {
        await using var api = await FilledAsync([.. Enumerable.Range(0, 1203).Select(i => Records.Success("id-" + i, i))]);

        var csv = await RowsAsync(api, "");
        var json = await JsonAsync(api, "");
        var lines = await LinesAsync(api, "");

        var expected = Enumerable.Range(0, 1203).Reverse().Select(i => ("id-" + i, i)).ToList();
        Assert.Equal(expected, csv.Select(row => (row["execution_id"], int.Parse(row["tokens_used"], CultureInfo.InvariantCulture))));
        Assert.Equal(expected, json.Select(row => ((string)row!["execution_id"]!, (int)row["tokens_used"]!)));
        Assert.Equal(json.Select(row => row!.ToJsonString()), lines.Select(row => row.ToJsonString()));
        Assert.Equal(json[0]!.AsObject().Select(member => member.Key), csv[0].Keys);
    }

    [Theory]
    [InlineData("agent=quiz", "b")]
    [InlineData("status=success", "c,a")]
    [InlineData("q=boom", "b")]
    [InlineData("from=2026-10-20T11:59:30Z", "c")]
    [InlineData("to=2026-10-20T11:59:30Z", "b,a")]
    public async Task An_export_and_a_list_are_narrowed_by_the_same_filters(string query, string ids)
    {
        await using var api = await FilledAsync(
            Records.Success("a"), Failure("b", "boom"),
            """{"execution_id":"c","agent_name":"tutor","status":"success","ended_at":"2026-10-20T11:59:30Z"}""");

        var exported = await LinesAsync(api, query);
        var listed = await api.GetAsync("/api/executions?" + query).JsonAsync();

        Assert.Equal(ids, string.Join(',', exported.Select(row => (string?)row["execution_id"])));
        Assert.Equal(ids, string.Join(',', listed["executions"]!.AsArray().Select(row => (string?)row!["execution_id"])));
    }

    [Fact]
    public async Task Nothing_to_export_is_an_empty_file_of_its_format()
    {
        await using var api = await FilledAsync();

        Assert.Empty(await RowsAsync(api, ""));
        Assert.Empty(await JsonAsync(api, ""));
        Assert.Empty(await LinesAsync(api, ""));
    }

    [Fact]
    public async Task An_export_is_a_file_of_a_declared_kind()
    {
        await using var api = await FilledAsync(Records.Success("a"));

        using var answer = await api.GetAsync("/api/monitoring/export?format=csv");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("executions-20261020T120000Z.csv", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task A_wrong_format_and_a_turned_window_are_said_at_once()
    {
        await using var api = await FilledAsync();

        var problem = await api.GetAsync("/api/monitoring/export?format=xls&from=2026-10-20T11:00:00Z&to=2026-10-20T10:00:00Z").ProblemAsync(422);

        Assert.Equal(["from", "format"], problem["errors"]!.AsArray().Select(error => (string?)error!["pointer"]));
    }

    [Fact]
    public async Task A_store_that_fails_at_once_is_a_problem_and_one_that_fails_on_the_way_breaks_the_answer_off()
    {
        await using var api = await TestApi.StartAsync(
            configure: services => services.AddSingleton<IExecutionLists>(provider => new BreakingLists(pages: 1)));

        using var broken = await api.GetAsync("/api/monitoring/export?format=json");
        await Assert.ThrowsAnyAsync<Exception>(() => broken.Content.ReadAsStringAsync());
        await using var down = await TestApi.StartAsync(
            configure: services => services.AddSingleton<IExecutionLists>(provider => new BreakingLists(pages: 0)));

        var problem = await down.GetAsync("/api/monitoring/export?format=json").ProblemAsync(503);
        Assert.Equal("store-unavailable", problem.Slug());
    }

    [Fact]
    public async Task An_export_that_lasts_longer_than_its_host_lets_it_is_broken_off_and_does_not_look_whole()
    {
        await using var api = await TestApi.StartAsync(
            new HttpApiOptions { LongestRequest = TimeSpan.FromMinutes(5) },
            configure: services => services.AddSingleton<IExecutionLists>(
                provider => new SlowLists((ManualClock)provider.GetRequiredService<TimeProvider>())));

        using var broken = await api.GetAsync("/api/monitoring/export?format=ndjson");

        await Assert.ThrowsAnyAsync<Exception>(() => broken.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_export_reads_no_further_than_its_reader_and_ends_when_that_is_gone()
    {
        var lists = new BreakingLists(pages: int.MaxValue);
        var pipe = ImpatientPipe();
        var export = new ExecutionExport(lists).WriteAsync(ExecutionFilter.None, ExportFormat.Find("csv")!, pipe.Writer, default);

        for (var page = 1; page <= 4; page++)
        {
            Assert.Equal((page, false), (lists.Given, export.IsCompleted));
            pipe.Reader.AdvanceTo((await pipe.Reader.ReadAsync()).Buffer.End);
        }

        await pipe.Reader.CompleteAsync();
        await export;
        Assert.Equal(5, lists.Given);
    }

    [Fact]
    public async Task An_export_that_is_called_off_ends_at_once()
    {
        using var off = new CancellationTokenSource();
        var export = new ExecutionExport(new BreakingLists(pages: int.MaxValue))
            .WriteAsync(ExecutionFilter.None, ExportFormat.Find("json")!, ImpatientPipe().Writer, off.Token);

        await off.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => export);
    }

    // Whoever writes waits for every byte to be read, and goes on in the thread that read it.
    private static Pipe ImpatientPipe() => new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 1, resumeWriterThreshold: 1,
        useSynchronizationContext: false));

    /// <summary>Has no end, and each page takes a minute.</summary>
    private sealed class SlowLists(ManualClock clock) : IExecutionLists
    {
        public ValueTask<ExecutionPage> ListAsync(
            ExecutionFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            cancellationToken.ThrowIfCancellationRequested();
            return new(new ExecutionPage([Some.Execution("a")], "more"));
        }
    }

    /// <summary>Gives so many full pages, then is gone.</summary>
    private sealed class BreakingLists(int pages) : IExecutionLists
    {
        public int Given { get; private set; }

        public ValueTask<ExecutionPage> ListAsync(
            ExecutionFilter filter, string? cursor, int limit, CancellationToken cancellationToken) =>
            Given++ < pages
                ? new(new ExecutionPage([.. Enumerable.Repeat(Some.Execution("a"), limit)], "more"))
                : throw new StoreUnavailableException(StoreFault.Unavailable, "gone", TimeSpan.FromSeconds(1));
    }
}
