using System.Diagnostics;
using System.Globalization;

namespace AgentMonitor.Load.Measure;

/// <summary>What the kernel says of a process, in bytes; Linux only. <see cref="Private"/> leaves mapped files out.</summary>
internal sealed record ProcessFigures(TimeSpan Cpu, long Resident, long Private, long MostResident)
{
    public static ProcessFigures Of(int process)
    {
        using var running = Process.GetProcessById(process);
        var status = File.ReadAllLines($"/proc/{process}/status");
        return new ProcessFigures(
            running.TotalProcessorTime, Bytes(status, "VmRSS:"), Bytes(status, "RssAnon:"), Bytes(status, "VmHWM:"));
    }

    private static long Bytes(string[] status, string name)
    {
        var line = status.First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) * 1024;
    }
}
