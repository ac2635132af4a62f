using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AgentMonitor.Server.Tests.Crash;

namespace AgentMonitor.Server.Tests.Overload;

/// <summary>Senders of arrays that heed no Retry-After: each sends again as soon as it is answered, whatever the answer.</summary>
internal sealed class Flood(Uri url)
{
    public const int Records = 200;

    private const int IdDigits = 10;

    private static readonly byte[] Marker = Encoding.ASCII.GetBytes(new string('#', IdDigits));

    private int _made;
    private long _sent;
    private long _accepted;
    private long _rejected;

    public long Sent => _sent;

    public long Accepted => _accepted;

    public long Rejected => _rejected;

    public ConcurrentQueue<double> AcceptedMs { get; } = [];

    /// <summary>Answers that nobody promised.</summary>
    public ConcurrentQueue<string> Surprises { get; } = [];

    /// <summary>How long so many bytes take at the pace at which arrays were accepted, whatever the machine.</summary>
    public double MsToWorkThrough(long bytes, TimeSpan measured) => measured.TotalMilliseconds / AcceptedMs.Count * bytes / Template().Length;

    public async Task RunAsync(int senders, TimeSpan time)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = senders };
        using var http = new HttpClient(handler) { BaseAddress = url, Timeout = Campaigns.Patience };
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => Task.Run(async () =>
        {
            var body = Template();
            for (var isNew = true; Stopwatch.GetElapsedTime(began) < time;)
            {
                if (isNew)
                {
                    NumberAnew(body);
                }

                isNew = await SendAsync(http, body);
            }
        })));
    }

    private async Task<bool> SendAsync(HttpClient http, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var began = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref _sent);
        try
        {
            using var answer = await http.PostAsync(new Uri("/api/executions", UriKind.Relative), content);
            var text = await answer.Content.ReadAsStringAsync();
            return Count(answer, text, Stopwatch.GetElapsedTime(began));
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            Surprises.Enqueue(exception.Message);
            return true;
        }
    }

    private bool Count(HttpResponseMessage answer, string text, TimeSpan took)
    {
        var isRejected = answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
        if (isRejected && answer.Headers.RetryAfter?.Delta > TimeSpan.Zero)
        {
            Interlocked.Increment(ref _rejected);
            return false;
        }

        if (answer.StatusCode == HttpStatusCode.OK && text.Contains($"\"accepted\":{Records},\"duplicates\":0,\"rejected\":0", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _accepted);
            AcceptedMs.Enqueue(took.TotalMilliseconds);
            return true;
        }

        Surprises.Enqueue($"{(int)answer.StatusCode} {text[..Math.Min(text.Length, 200)]}");
        return true;
    }

    private static byte[] Template()
    {
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var records = Enumerable.Range(0, Records).Select(number =>
            $$$"""{"execution_id":"flood-##########","agent_name":"agent-{{{number % 20}}}","user_id":"user-{{{number % 100}}}","session_id":"session-{{{number}}}","status":"success","ended_at":"{{{now}}}","execution_time_ms":{{{number * 7}}},"model_used":"gpt-4o","usage":{"input_tokens":{{{number}}},"output_tokens":100},"input_data":{"message":"{{{new string('q', 120)}}}"},"output_data":{"message":"{{{new string('a', 120)}}}"}}""");
        return Encoding.ASCII.GetBytes($"[{string.Join(',', records)}]");
    }

    private void NumberAnew(byte[] body)
    {
        var first = "flood-"u8;
        for (var at = body.AsSpan().IndexOf(first); at >= 0;)
        {
            var number = Interlocked.Increment(ref _made).ToString("D10", CultureInfo.InvariantCulture);
            Encoding.ASCII.GetBytes(number, body.AsSpan(at + first.Length, Marker.Length));
            var next = body.AsSpan(at + first.Length).IndexOf(first);
            at = next < 0 ? -1 : at + first.Length + next;
        }
    }
}
