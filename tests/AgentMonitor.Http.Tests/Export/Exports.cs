using System.Globalization;
using System.Text.Json.Nodes;
using AgentMonitor.Http.Tests.Api;
using CsvHelper;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Export;

/// <summary>Executions to export, and what each format makes of them.</summary>
internal static class Exports
{
    public static string Failure(string id, string message) => new JsonObject
    {
        ["execution_id"] = id,
        ["agent_name"] = "quiz",
        ["status"] = "failure",
        ["error_message"] = message,
        ["ended_at"] = "2026-10-20T11:59:00Z",
    }.ToJsonString();

    public static async Task<TestApi> FilledAsync(params string[] records)
    {
        var api = await TestApi.StartAsync();
        foreach (var part in records.Chunk(1000))
        {
            var answer = await api.PostAsync("/api/executions", "[" + string.Join(',', part) + "]").JsonAsync();
            Assert.Equal(part.Length, (int)answer["accepted"]!);
        }

        await api.ProjectAsync();
        return api;
    }

    public static async Task<string> TextAsync(TestApi api, string format, string query)
    {
        using var answer = await api.GetAsync($"/api/monitoring/export?format={format}&{query}");
        Assert.Equal(OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    public static async Task<List<Dictionary<string, string>>> RowsAsync(TestApi api, string query)
    {
        using var csv = new CsvReader(new StringReader(await TextAsync(api, "csv", query)), CultureInfo.InvariantCulture);
        var rows = new List<Dictionary<string, string>>();
        Assert.True(await csv.ReadAsync() && csv.ReadHeader());
        while (await csv.ReadAsync())
        {
            rows.Add(csv.HeaderRecord!.ToDictionary(name => name, name => csv.GetField(name)!));
        }

        return rows;
    }

    public static async Task<JsonArray> JsonAsync(TestApi api, string query) =>
        JsonNode.Parse(await TextAsync(api, "json", query))!.AsArray();

    public static async Task<List<JsonNode>> LinesAsync(TestApi api, string query) =>
        [.. (await TextAsync(api, "ndjson", query)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
}
