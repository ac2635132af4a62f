using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace AgentMonitor.Http.Tests.Api;

internal static class Answers
{
    public static async Task<JsonNode> JsonAsync(this Task<HttpResponseMessage> sent, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await sent;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode} instead of {(int)status}: {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Problem details of this status, checked for their shape.</summary>
    public static async Task<JsonNode> ProblemAsync(this Task<HttpResponseMessage> sent, int status)
    {
        using var response = await sent;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} instead of {status}: {text[..Math.Min(text.Length, 500)]}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.StartsWith("urn:problem-type:agentmonitor:", (string?)problem["type"], StringComparison.Ordinal);
        Assert.Equal(status, (int?)problem["status"]);
        Assert.NotEqual("", (string?)problem["title"]);
        Assert.EndsWith(".", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.NotEmpty((string?)problem["traceId"] ?? "");
        foreach (var error in problem["errors"]!.AsArray())
        {
            Assert.Equal(JsonValueKind.String, error!["pointer"]!.GetValueKind());
            Assert.Matches("^[a-z_0-9]+$", (string?)error["code"]);
            Assert.EndsWith(".", (string?)error["message"], StringComparison.Ordinal);
        }

        return problem;
    }

    public static string Slug(this JsonNode problem) => ((string)problem["type"]!).Split(':')[^1];

    public static async Task<int> StatusAsync(this Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            // Or the server would take the request for aborted, and might break off what it still does for it.
            await response.Content.ReadAsByteArrayAsync();
        }

        return (int)response.StatusCode;
    }
}
