using System.Diagnostics;

namespace AgentMonitor.Health.Vitals;

/// <summary>
/// Looks at this process, once a second at most: the share of the processors is what was used since the look before.
/// </summary>
public sealed class ProcessWatch(TimeProvider clock, DataVolume? volume = null)
{
    private const double Megabyte = 1024 * 1024;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();

    private (long At, TimeSpan Used)? _last;

    private ProcessVitals? _vitals;

    public ProcessVitals Read()
    {
        lock (_gate)
        {
            if (_vitals is { } known && _last is { } last && clock.GetElapsedTime(last.At) < Fresh)
            {
                return known;
            }

            return _vitals = Look();
        }
    }

    private ProcessVitals Look()
    {
        using var process = Process.GetCurrentProcess();
        var (at, used) = (clock.GetTimestamp(), process.TotalProcessorTime);
        var cpu = _last is { } last ? Share(used - last.Used, clock.GetElapsedTime(last.At, at)) : null;
        _last = (at, used);
        var disk = volume?.Find();
        return new ProcessVitals
        {
            CpuPercent = cpu,
            MemoryMb = (long)(process.WorkingSet64 / Megabyte),
            ManagedMb = (long)(GC.GetTotalMemory(forceFullCollection: false) / Megabyte),
            Threads = process.Threads.Count,
            DiskFreeMb = disk is { } free ? (long)(free.FreeBytes / Megabyte) : null,
            DiskPercent = disk is { } share ? Math.Round(100 * (1 - ((double)share.FreeBytes / share.TotalBytes)), 1) : null,
        };
    }

    internal static double? Share(TimeSpan used, TimeSpan elapsed) => elapsed <= TimeSpan.Zero
        ? null
        : Math.Round(Math.Clamp(100 * (used / elapsed) / Environment.ProcessorCount, 0, 100), 1);
}
