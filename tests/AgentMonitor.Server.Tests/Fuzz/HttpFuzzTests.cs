using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AgentMonitor.Server.Tests.Crash;
using AgentMonitor.Server.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Server.Tests.Fuzz;

[Collection(ProcessCollection.Name)]
public sealed class HttpFuzzTests(ITestOutputHelper output)
{
    private const int Bodies = 10_000;
    private const int Bombs = 8;
    private const int Connections = 4;
    private const long MostMemory = 768L << 20;

    [Fact]
    public async Task Ten_thousand_mangled_bodies_get_an_answer_each_and_no_server_error()
    {
        var seed = Campaigns.Seed;
        using var folder = new TempFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path);
        using var http = new HttpClient { BaseAddress = server.Url, Timeout = TimeSpan.FromSeconds(10) };
        var statuses = new ConcurrentDictionary<int, int>();

        await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(async () =>
        {
            var bodies = new FuzzedBodies(new Random(seed + connection));
            for (var i = 0; i < Bodies / Connections; i++)
            {
                var body = i % (Bodies / Bombs) == 0 ? FuzzedBodies.Bomb() : bodies.Next();
                var status = await SendAsync(http, body, $"seed {seed}, connection {connection}, body {i}");
                statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
            }
        })));

        var memory = Process.GetProcessById(server.Pid).WorkingSet64;
        output.WriteLine($"seed {seed}: {string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} x {pair.Key}"))}; {memory >> 20} MB resident");
        Assert.True(memory < MostMemory, $"{memory >> 20} MB resident after the bodies");
        Assert.All([201, 400, 413, 415, 422], status => Assert.True(statuses.ContainsKey(status), $"no body led to {status}"));
        var good = SentExecution.Make("good", new Random(seed), DateTimeOffset.UtcNow);
        using var content = new StringContent(good.Whole, Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.Created, (await http.PostAsync(new Uri("/api/executions", UriKind.Relative), content)).StatusCode);
    }

    private static async Task<int> SendAsync(HttpClient http, FuzzedBody body, string which)
    {
        using var content = new ByteArrayContent(body.Bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(body.MediaType);
        if (body.Encoding is { } encoding)
        {
            content.Headers.Add("Content-Encoding", encoding);
        }

        try
        {
            using var answer = await http.PostAsync(new Uri(body.Path, UriKind.Relative), content);
            var text = await answer.Content.ReadAsStringAsync();
            if (FindFault(answer, text) is { } fault)
            {
                throw new InvalidOperationException($"{fault}: {(int)answer.StatusCode} {text}");
            }

            return (int)answer.StatusCode;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"{which} ({body.Path}, {body.MediaType}, {body.Encoding}): {exception.Message}\n{Convert.ToBase64String(body.Bytes.AsSpan(0, Math.Min(body.Bytes.Length, 4000)))}", exception);
        }
    }

    private static string? FindFault(HttpResponseMessage answer, string text)
    {
        if ((int)answer.StatusCode >= 500)
        {
            return "a server error";
        }

        if (answer.IsSuccessStatusCode)
        {
            return JsonNode.Parse(text)!["items"] is JsonArray items && items.Any(EchoesInError) ? "an item's error echoes its input" : null;
        }

        return answer.Content.Headers.ContentType?.MediaType != "application/problem+json" ? "a refusal that is no problem document"
            : text.Contains(FuzzedBodies.Canary, StringComparison.Ordinal) ? "a refusal that echoes its input"
            : null;
    }

    private static bool EchoesInError(JsonNode? item) => new[] { item!["error"], item["errors"] }
        .Any(error => error?.ToJsonString().Contains(FuzzedBodies.Canary, StringComparison.Ordinal) == true);
}
