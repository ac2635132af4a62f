using System.Globalization;
using System.Text.Json;

namespace AgentMonitor.Load.Live;

/// <summary>What each frame showed: executions by their number, and counts by minute. Frames are the same for all viewers.</summary>
internal sealed class FrameIndex
{
    private readonly Lock _gate = new();

    private readonly HashSet<long> _frames = [];

    private readonly Dictionary<long, long> _shownIn = [];

    private readonly Dictionary<DateTime, SortedList<long, long>> _counts = [];

    public int Frames => _frames.Count;

    /// <summary>The number of the newest frame that anybody has.</summary>
    public long Last { get; private set; }

    /// <summary>Reads a frame unless another viewer had it first.</summary>
    public void Add(long sequence, ReadOnlyMemory<byte> message)
    {
        lock (_gate)
        {
            if (!_frames.Add(sequence))
            {
                return;
            }

            Last = Math.Max(Last, sequence);
            using var parsed = JsonDocument.Parse(message);
            var data = parsed.RootElement.GetProperty("arguments")[0].GetProperty("data");
            if (data.TryGetProperty("executions", out var executions))
            {
                AddExecutions(sequence, executions);
            }
            else if (data.TryGetProperty("minutes", out var minutes))
            {
                AddMinutes(sequence, minutes);
            }
        }
    }

    /// <summary>The first frame that names the execution, or whose count of its minute holds it; null: none.</summary>
    public long? FirstFrameOf(in SentSample sample)
    {
        var named = _shownIn.GetValueOrDefault(sample.Number, long.MaxValue);
        var counted = long.MaxValue;
        foreach (var (sequence, count) in _counts.GetValueOrDefault(sample.Minute) ?? [])
        {
            if (count >= sample.MadeInMinute)
            {
                counted = sequence;
                break;
            }
        }

        return Math.Min(named, counted) is var first && first < long.MaxValue ? first : null;
    }

    /// <summary>The count of a minute as the last frame told it.</summary>
    public long LastCountOf(DateTime minute)
    {
        lock (_gate)
        {
            return _counts.TryGetValue(minute, out var counts) ? counts.Values[^1] : 0;
        }
    }

    private void AddExecutions(long sequence, JsonElement executions)
    {
        foreach (var execution in executions.EnumerateArray())
        {
            // A record's id is its run in 8 digits and its number in 16.
            var id = execution.GetProperty("execution_id").GetString()!;
            _shownIn.TryAdd(long.Parse(id.AsSpan(8), NumberStyles.HexNumber, CultureInfo.InvariantCulture), sequence);
        }
    }

    private void AddMinutes(long sequence, JsonElement minutes)
    {
        foreach (var minute in minutes.EnumerateArray())
        {
            var start = minute.GetProperty("minute").GetDateTime();
            if (!_counts.TryGetValue(start, out var counts))
            {
                _counts.Add(start, counts = []);
            }

            counts[sequence] = minute.GetProperty("all").GetProperty("count").GetInt64();
        }
    }
}
