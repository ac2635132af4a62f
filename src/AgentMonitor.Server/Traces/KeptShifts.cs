using System.Text.Json;

namespace AgentMonitor.Server.Traces;

/// <summary>How far a file's times were moved on its first import; later runs move them just as far.</summary>
internal sealed record KeptShift(string File, DateTimeOffset FirstImportAt, long ShiftTicks);

/// <summary>One small file for each trace that was moved, named by the trace's SHA-256, in the data folder.</summary>
internal sealed class KeptShifts(string folder, TimeProvider time)
{
    /// <summary>The shift that brings the trace's last event to now, or the one that its first import used.</summary>
    public async Task<TimeSpan> ShiftOfAsync(TraceFile trace, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, trace.Hash + ".json");
        if (await FindAsync(path, cancellationToken) is { } kept)
        {
            return TimeSpan.FromTicks(kept.ShiftTicks);
        }

        var now = time.GetUtcNow();
        var shift = await LastEndAsync(trace, cancellationToken) is { } end ? now - end : TimeSpan.Zero;
        await KeepAsync(path, new KeptShift(trace.Name, now, shift.Ticks), cancellationToken);
        return shift;
    }

    private static async Task<KeptShift?> FindAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        await using var stream = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync(stream, TraceJson.Default.KeptShift, cancellationToken);
    }

    // Kept before the first row is sent, and whole or not at all: an import that was cut off goes on with the same.
    private async Task KeepAsync(string path, KeptShift shift, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var draft = path + ".new";
        await File.WriteAllBytesAsync(
            draft, JsonSerializer.SerializeToUtf8Bytes(shift, TraceJson.Default.KeptShift), cancellationToken);
        File.Move(draft, path, overwrite: true);
    }

    private static async Task<DateTimeOffset?> LastEndAsync(TraceFile trace, CancellationToken cancellationToken)
    {
        DateTimeOffset? last = null;
        await foreach (var row in trace.ReadAsync(cancellationToken))
        {
            var end = TraceTimes.EndOf(row.Record);
            last = last is null || end > last ? end ?? last : last;
        }

        return last;
    }
}
