using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AgentMonitor.Server.Tests.Crash;

namespace AgentMonitor.Server.Tests.Viewers;

/// <summary>
/// Posts arrays at an even pace, the last execution of each marked with when it was sent, and reads the live stream
/// like a browser: how long a post takes, and how long it is until the marks arrive.
/// </summary>
internal sealed partial class MarkedPosts(HttpClient http) : IDisposable
{
    private const int Records = 60;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, long> _sentAt = [];
    private int _made;

    public ConcurrentQueue<double> PostMs { get; } = [];

    public ConcurrentQueue<double> ArrivalMs { get; } = [];

    /// <summary>Until <see cref="Stop"/>.</summary>
    public Task RunAsync(int viewers) =>
        Task.WhenAll(Enumerable.Range(0, viewers).Select(_ => Task.Run(WatchAsync)).Append(Task.Run(PostAsync)));

    public void Stop() => _stop.Cancel();

    /// <summary>Some that nobody measures: a server that has only just started is slower than it will ever be again.</summary>
    public async Task WarmUpAsync()
    {
        for (var number = 0; number < 30; number++)
        {
            await PostOnceAsync();
        }

        PostMs.Clear();
    }

    public void Dispose() => _stop.Dispose();

    private async Task PostAsync()
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!_stop.IsCancellationRequested)
        {
            await PostOnceAsync();
            await pace.WaitForNextTickAsync();
        }
    }

    private async Task PostOnceAsync()
    {
        var bodies = Enumerable.Range(1, Records).Select(_ => SentExecution.Make(
            string.Create(CultureInfo.InvariantCulture, $"mark-{++_made}-"), new Random(_made), DateTimeOffset.UtcNow).Whole).ToList();
        using var content = new StringContent($"[{string.Join(',', bodies)}]", Encoding.UTF8, "application/json");
        var began = Stopwatch.GetTimestamp();
        _sentAt[string.Create(CultureInfo.InvariantCulture, $"mark-{_made}-")] = began;
        using var answer = await http.PostAsync(new Uri("/api/executions", UriKind.Relative), content);
        PostMs.Enqueue(answer.StatusCode == HttpStatusCode.OK ? Stopwatch.GetElapsedTime(began).TotalMilliseconds : double.PositiveInfinity);
    }

    private async Task WatchAsync()
    {
        try
        {
            var seen = new HashSet<string>();
            using var stream = await http.GetStreamAsync(new Uri("/api/stream", UriKind.Relative), _stop.Token);
            using var lines = new StreamReader(stream);
            while (await lines.ReadLineAsync(_stop.Token) is { } line)
            {
                foreach (var mark in Mark().Matches(line).Select(match => match.Value))
                {
                    if (_sentAt.TryGetValue(mark, out var sentAt) && seen.Add(mark))
                    {
                        ArrivalMs.Enqueue(Stopwatch.GetElapsedTime(sentAt).TotalMilliseconds);
                    }
                }
            }

            throw new InvalidOperationException("A viewer that reads was cut off.");
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    [GeneratedRegex("mark-[0-9]+-")]
    private static partial Regex Mark();
}
