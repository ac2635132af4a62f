using System.Diagnostics;

namespace AgentMonitor.Load.Runs;

/// <summary>What came of one export.</summary>
internal sealed record Exported(long Rows, long Bytes, TimeSpan ToFirstByte, TimeSpan Elapsed);

/// <summary>Reads an export to its end and keeps nothing of it; at a given pace, should that be asked for.</summary>
internal sealed class ExportRun(AdminApi admin, double mostMbPerSecond)
{
    /// <summary>What there is to say in each format, and how many lines are none of a row.</summary>
    public static IReadOnlyDictionary<string, int> Formats { get; } = new Dictionary<string, int> { ["csv"] = 1, ["json"] = 2, ["ndjson"] = 0 };

    public async Task<Exported> RunAsync(string format, DateTimeOffset? from, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var address = $"/api/monitoring/export?format={format}" + (from is { } since ? $"&from={since:yyyy-MM-ddTHH:mm:ssZ}" : "");
        using var response = await admin.Http.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[64 * 1024];
        var (lines, bytes, toFirst) = (0L, 0L, TimeSpan.Zero);
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            toFirst = bytes == 0 ? Stopwatch.GetElapsedTime(started) : toFirst;
            bytes += read;
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
            await KeepPaceAsync(bytes, started, cancellationToken);
        }

        return new Exported(Math.Max(0, lines - Formats[format]), bytes, toFirst, Stopwatch.GetElapsedTime(started));
    }

    private async Task KeepPaceAsync(long bytes, long started, CancellationToken cancellationToken)
    {
        if (mostMbPerSecond > 0 && TimeSpan.FromSeconds(bytes / (mostMbPerSecond * 1e6)) - Stopwatch.GetElapsedTime(started) is var early && early > TimeSpan.Zero)
        {
            await Task.Delay(early, cancellationToken);
        }
    }
}
