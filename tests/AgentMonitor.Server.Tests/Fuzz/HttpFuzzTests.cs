using System.Collections.Concurrent;
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
    private const int Bombs = 8;
    private const int Connections = 4;
    private const long MostMemoryMb = 512;
    private const long MoreMemoryMb = 128;

    private readonly ConcurrentDictionary<int, int> _statuses = new();

    [Fact]
    public async Task Ten_thousand_mangled_bodies_get_an_answer_each_and_no_server_error()
    {
        await RunAsync(Campaigns.FuzzBodies, random => new FuzzedBodies(random).Next, _ => FuzzedBodies.Bomb);

        Assert.All([201, 400, 413, 415, 422], status => Assert.True(_statuses.ContainsKey(status), $"no body led to {status}"));
    }

    [Fact]
    public async Task Three_thousand_bodies_of_other_protocols_get_an_answer_each_and_no_server_error()
    {
        await RunAsync(Campaigns.ForeignBodies, random => new ForeignBodies(random).Next, random => new ForeignBodies(random).Bomb);

        Assert.All([400, 404, 413, 415, 422], status => Assert.True(_statuses.ContainsKey(status), $"no body led to {status}"));
        Assert.False(_statuses.ContainsKey(201), "a body of another protocol was taken for an execution");
    }

    private async Task RunAsync(int count, Func<Random, Func<FuzzedBody>> bodies, Func<Random, Func<FuzzedBody>> bombs)
    {
        var seed = Campaigns.Seed;
        using var folder = new TempFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path);
        using var http = new HttpClient { BaseAddress = server.Url, Timeout = Campaigns.Patience };

        // What is kept in memory of the newest executions has filled up by then.
        await SendAllAsync(http, seed, count - (count / 3), bodies, bombs);
        var first = server.MemoryMb;
        await SendAllAsync(http, seed + Connections, count / 3, bodies, bombs);
        var last = server.MemoryMb;

        output.WriteLine($"seed {seed}: {string.Join(", ", _statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} x {pair.Key}"))}; {first} MB resident after two thirds, {last} MB after all");
        Assert.True(last < MostMemoryMb && last <= first + MoreMemoryMb, $"{first} MB resident after two thirds, {last} MB after all");
        var good = SentExecution.Make("good", new Random(seed), DateTimeOffset.UtcNow);
        using var content = new StringContent(good.Whole, Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.Created, (await http.PostAsync(new Uri("/api/executions", UriKind.Relative), content)).StatusCode);
    }

    private Task SendAllAsync(
        HttpClient http, int seed, int count, Func<Random, Func<FuzzedBody>> bodies, Func<Random, Func<FuzzedBody>> bombs) =>
        Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(async () =>
        {
            var random = new Random(seed + connection);
            var (body, bomb) = (bodies(random), bombs(random));
            var stretch = count / Bombs;
            for (var i = 0; i < count / Connections; i++)
            {
                // In the middle of each stretch: what is resident at the end is what stays, not the last bomb.
                var next = i % stretch == stretch / 2 ? bomb() : body();
                await SendUntilTakenAsync(http, next, $"seed {seed}, connection {connection}, body {i}");
            }
        })));

    // A server that is busy asks to be sent it again, as a sender would.
    private async Task SendUntilTakenAsync(HttpClient http, FuzzedBody body, string which)
    {
        var status = (int)HttpStatusCode.TooManyRequests;
        for (var tries = 50; status == (int)HttpStatusCode.TooManyRequests && tries > 0; tries--)
        {
            status = await SendAsync(http, body, which);
            _statuses.AddOrUpdate(status, 1, (_, seen) => seen + 1);
            await Task.Delay(status == (int)HttpStatusCode.TooManyRequests ? 50 : 0);
        }
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
