using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace AgentMonitor.Server.Tests.Crash;

/// <summary>
/// Clients that send at once, each as fast as it is answered: single executions, arrays, starts and completions,
/// the same again, the same id with other content, and nonsense.
/// </summary>
/// <param name="contentBytes">The most that an execution carries of content, on top of the usual sentence.</param>
internal sealed class LoadingClients(Uri url, AcknowledgementLog log, string name, int seed, int contentBytes = 0)
{
    private const int Clients = 6;

    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;
    private volatile bool _mayBreak;
    private int _made;

    /// <summary>Sends until the server is gone.</summary>
    public async Task RunAsync()
    {
        using var http = new HttpClient { BaseAddress = url, Timeout = Campaigns.Patience };
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => RunAsync(http, new Random(seed + client)))));
    }

    /// <summary>From now on a broken connection or a refusal is no surprise.</summary>
    public void ExpectTheEnd() => _mayBreak = true;

    private async Task RunAsync(HttpClient http, Random random)
    {
        try
        {
            while (await SendSomethingAsync(http, random))
            {
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            if (!_mayBreak)
            {
                log.Surprise($"A connection broke before the server was stopped: {exception.Message}");
            }
        }
    }

    private Task<bool> SendSomethingAsync(HttpClient http, Random random) => random.Next(20) switch
    {
        < 9 => SendAsync(http, Make(random)),
        < 13 => SendArrayAsync(http, [.. Enumerable.Range(0, random.Next(2, 12)).Select(_ => Make(random, inTwoSteps: false))], random),
        < 17 => log.Any(random) is { } known ? SendAsync(http, known) : Task.FromResult(true),
        < 19 => log.Any(random) is { } taken ? SendOtherContentAsync(http, taken) : Task.FromResult(true),
        _ => SendNonsenseAsync(http),
    };

    private SentExecution Make(Random random, bool? inTwoSteps = null)
    {
        var execution = SentExecution.Make($"{name}-{Interlocked.Increment(ref _made)}", random, _now, contentBytes) with
        {
            InTwoSteps = inTwoSteps ?? random.Next(4) == 0,
        };
        log.Sending(execution);
        return execution;
    }

    private async Task<bool> SendAsync(HttpClient http, SentExecution execution)
    {
        var before = log.StateOf(execution);
        if (!execution.InTwoSteps)
        {
            return await SendAsync(http, "/api/executions", execution.Whole, execution, before, Acknowledged.End);
        }

        return (before != Acknowledged.Nothing || await SendAsync(http, "/api/executions", execution.Begun(), execution, before, Acknowledged.Start))
            && await SendAsync(http, $"/api/executions/{execution.Id}/complete", execution.End.ToJsonString(), execution, before, Acknowledged.End);
    }

    private async Task<bool> SendAsync(
        HttpClient http, string path, string body, SentExecution execution, Acknowledged before, Acknowledged step)
    {
        var (status, answer) = await PostAsync(http, path, body);
        var expected = before >= step
            ? status == HttpStatusCode.OK && (string?)answer["result"] == "duplicate"
            : status is HttpStatusCode.OK or HttpStatusCode.Created;
        if (expected)
        {
            log.Acknowledge(execution, step);
        }

        return Expect(expected, status, answer, $"{step} of {execution.Id}, of which {before} was acknowledged");
    }

    // One of them is nonsense, and must not stand in the way of the others.
    private async Task<bool> SendArrayAsync(HttpClient http, SentExecution[] executions, Random random)
    {
        var bad = random.Next(executions.Length + 1);
        var bodies = executions.Select(execution => execution.Whole).ToList();
        bodies.Insert(bad, """{"status":"success"}""");
        var (status, answer) = await PostAsync(http, "/api/executions", $"[{string.Join(',', bodies)}]");
        if (status != HttpStatusCode.OK)
        {
            return Expect(false, status, answer, "an array");
        }

        var results = answer["items"]!.AsArray().Select(item => (string?)item!["result"]).ToList();
        results.RemoveAt(bad);
        for (var i = 0; i < executions.Length; i++)
        {
            // Another client may have picked it up and sent it first.
            if (Expect(results[i] is "created" or "duplicate", status, answer, $"{executions[i].Id} in an array"))
            {
                log.Acknowledge(executions[i], Acknowledged.End);
            }
        }

        return true;
    }

    private async Task<bool> SendOtherContentAsync(HttpClient http, SentExecution execution)
    {
        if (log.StateOf(execution) != Acknowledged.End)
        {
            return true;
        }

        var (status, answer) = await PostAsync(http, "/api/executions", execution.OtherContent);
        return Expect(status == HttpStatusCode.Conflict, status, answer, $"other content for {execution.Id}");
    }

    private async Task<bool> SendNonsenseAsync(HttpClient http)
    {
        var (status, answer) = await PostAsync(http, "/api/executions", """{"status":"succ""");
        return Expect(status == HttpStatusCode.BadRequest, status, answer, "nonsense");
    }

    private bool Expect(bool isExpected, HttpStatusCode status, JsonNode answer, string what)
    {
        var isTheEnd = status == HttpStatusCode.ServiceUnavailable && _mayBreak;
        if (!isExpected && !isTheEnd)
        {
            log.Surprise($"{what}: {(int)status} {answer.ToJsonString()}");
        }

        return !isTheEnd;
    }

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(HttpClient http, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
