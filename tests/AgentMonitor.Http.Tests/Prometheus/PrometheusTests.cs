using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using AgentMonitor.Http.Prometheus;
using AgentMonitor.Http.Tests.Api;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Prometheus;

public sealed partial class PrometheusTests
{
    [Fact]
    public async Task Every_line_is_a_comment_or_a_sample_and_every_sample_was_announced()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/api/executions", Records.Success("a")).JsonAsync(Created);

        var lines = (await TextAsync(api)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var announced = lines.Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToList();
        Assert.Equal(announced.Distinct(), announced);
        Assert.All(lines.Where(line => line[0] != '#'), line =>
        {
            var sample = Sample().Match(line);
            Assert.True(sample.Success, line);
            var name = sample.Groups["name"].Value;
            Assert.True(announced.Contains(name) || announced.Contains(Suffix().Replace(name, "")), line);
        });
    }

    [Fact]
    public async Task What_the_api_did_is_counted_by_route_status_and_result()
    {
        await using var api = await TestApi.StartAsync();
        // Answers are read to their end: a request that is broken off counts as one.
        await api.PostAsync("/api/executions", Records.Success("a")).JsonAsync(Created);
        await api.PostAsync("/api/executions", Records.Success("b")).JsonAsync(Created);
        await api.PostAsync("/api/executions", Records.Success("a")).JsonAsync();
        await api.GetAsync("/api/admin/metrics", TestApi.WrongToken).ProblemAsync(403);

        string[] expected =
        [
            "agentmonitor_http_records_total{result=\"created\"} 2",
            "agentmonitor_http_records_total{result=\"duplicate\"} 1",
            "agentmonitor_http_denied_total{outcome=\"Refused\"} 1",
            "agentmonitor_http_request_duration_seconds_count{route=\"post_executions\",status=\"201\"} 2",
            "agentmonitor_http_request_duration_seconds_bucket{route=\"post_executions\",status=\"200\",le=\"+Inf\"} 1",
            "agentmonitor_http_request_duration_seconds_count{route=\"get_metrics\",status=\"403\"} 1",
        ];

        // A figure is taken after its answer has gone out, so the last ones may be a moment late.
        var lines = await LinesAsync(api);
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(2) && expected.Except(lines).Any();)
        {
            lines = await LinesAsync(api);
        }

        Assert.Empty(expected.Except(lines));
    }

    [Fact]
    public async Task Health_is_there_with_its_figures_and_the_runtime_s_own()
    {
        await using var api = await TestApi.StartAsync();

        var text = await TextAsync(api);

        Assert.Equal(0, Value(text, "agentmonitor_health_state{part=\"store\"}"));
        Assert.Equal(0, Value(text, "agentmonitor_feed_dead_letters"));
        Assert.Equal(0, Value(text, "agentmonitor_feed_lag_seconds"));
        Assert.InRange(Value(text, "dotnet_process_memory_working_set_bytes"), 1_000_000, double.MaxValue);
    }

    [Fact]
    public void Buckets_are_cumulative_and_labels_escaped()
    {
        using var meter = new System.Diagnostics.Metrics.Meter("test");
        var values = new InstrumentValues(meter.CreateHistogram(
            "took", "s", "Line\nbreak", null, new System.Diagnostics.Metrics.InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2] }));
        foreach (var value in new[] { 0.5, 1, 1.5, 9 })
        {
            values.Take(value, [new("who", "a\"b\\c\n")]);
        }

        var text = new PrometheusText();
        text.Write(values);

        Assert.Equal(
            """
            # HELP took_seconds Line\nbreak
            # TYPE took_seconds histogram
            took_seconds_bucket{who="a\"b\\c\n",le="1"} 2
            took_seconds_bucket{who="a\"b\\c\n",le="2"} 3
            took_seconds_bucket{who="a\"b\\c\n",le="+Inf"} 4
            took_seconds_sum{who="a\"b\\c\n"} 12
            took_seconds_count{who="a\"b\\c\n"} 4

            """.ReplaceLineEndings("\n"),
            text.ToString());
    }

    private static async Task<string[]> LinesAsync(TestApi api) => (await TextAsync(api)).Split('\n');

    private static async Task<string> TextAsync(TestApi api)
    {
        using var answer = await api.GetAsync("/metrics");
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsStringAsync();
    }

    private static double Value(string text, string series)
    {
        var line = Assert.Single(text.Split('\n'), line => line.StartsWith(series + " ", StringComparison.Ordinal));
        return double.Parse(line[(series.Length + 1)..], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*",?)+\})? (NaN|[+-]?(\d|\.|E|[+-])+|[+-]Inf)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
