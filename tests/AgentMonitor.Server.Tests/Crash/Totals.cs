using System.Text.Json.Nodes;
using AgentMonitor.Executions;
using Xunit;

namespace AgentMonitor.Server.Tests.Crash;

/// <summary>What a server answers about everything: its totals, and its own proof of them.</summary>
internal sealed class Totals
{
    private readonly JsonNode _all;
    private readonly Dictionary<string, JsonNode> _perUser;
    private readonly Dictionary<DateTimeOffset, JsonNode> _perHour;
    private readonly JsonNode _report;

    private Totals(JsonNode report, JsonNode all, Dictionary<string, JsonNode> perUser, Dictionary<DateTimeOffset, JsonNode> perHour)
    {
        (_report, _all, _perUser, _perHour) = (report, all, perUser, perHour);
    }

    public long Executions => (long)_report["executions"]!;

    public long Cells => (long)_report["cells"]!;

    public static async Task<Totals> AskAsync(HttpClient http)
    {
        // First, for it waits until everything is projected.
        using var reconciled = await http.PostAsync(new Uri("/api/admin/reconcile", UriKind.Relative), null);
        var report = JsonNode.Parse(await reconciled.Content.ReadAsStringAsync())!["report"]!;
        var perUser = new Dictionary<string, JsonNode>();
        for (var user = 0; user < 8; user++)
        {
            perUser[$"user-{user}"] = await MetricsAsync(http, $"hours=24&user=user-{user}");
        }

        var perHour = new Dictionary<DateTimeOffset, JsonNode>();
        var now = DateTimeOffset.UtcNow;
        var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        for (var back = 1; back <= 20; back++)
        {
            var from = hour.AddHours(-back);
            perHour[from] = await MetricsAsync(http, $"from={from:yyyy-MM-ddTHH:mm:ssZ}&to={from.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}");
        }

        return new Totals(report, await MetricsAsync(http, "hours=24"), perUser, perHour);
    }

    /// <summary>Asserts that the proof found nothing, and that the answers equal a recount of what is stored.</summary>
    public void VerifyEqual(StoredLog stored)
    {
        var finished = stored.Finished.ToList();
        Assert.True(
            (long)_report["drift"]! == 0 && (long)_report["moved_documents"]! == 0,
            $"{_report["drift"]} cells of {Cells} differ from their recount, such as {_report["differences"]!.AsArray().FirstOrDefault()?.ToJsonString()}");
        Assert.Equal(finished.Count, Executions);
        Assert.Equal(Recounted.Of(finished), Recounted.FromSummary(_all));
        Assert.Equal(Distinct(finished, execution => execution.UserId), (long)_all["unique_users"]!);
        Assert.Equal(Distinct(finished, execution => execution.SessionId), (long)_all["unique_sessions"]!);
        Assert.Equal(
            Sorted(finished.GroupBy(execution => execution.AgentName).Select(agent => KeyValuePair.Create(agent.Key, Recounted.Of(agent)))),
            Sorted(_all["agent_metrics"]!.AsObject().Select(agent => KeyValuePair.Create(agent.Key, Recounted.FromCell(agent.Value!)))));
        foreach (var (user, answer) in _perUser)
        {
            Assert.Equal((user, Recounted.Of(finished.Where(execution => execution.UserId == user))), (user, Recounted.FromSummary(answer)));
        }

        foreach (var (hour, answer) in _perHour)
        {
            var within = finished.Where(execution => execution.EndedAt >= hour && execution.EndedAt < hour.AddHours(1));
            Assert.Equal((hour, Recounted.Of(within)), (hour, Recounted.FromSummary(answer)));
        }
    }

    private static async Task<JsonNode> MetricsAsync(HttpClient http, string query) =>
        JsonNode.Parse(await http.GetStringAsync(new Uri($"/api/admin/metrics?{query}", UriKind.Relative)))!["metrics"]!;

    private static long Distinct(IEnumerable<Execution> executions, Func<Execution, string?> of) =>
        executions.Select(of).OfType<string>().Distinct().LongCount();

    private static SortedDictionary<string, Recounted> Sorted(IEnumerable<KeyValuePair<string, Recounted>> cells) =>
        new(cells.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
}
