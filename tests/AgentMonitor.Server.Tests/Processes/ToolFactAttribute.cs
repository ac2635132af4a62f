using System.Diagnostics;
using Xunit;

namespace AgentMonitor.Server.Tests.Processes;

/// <summary>A test that needs something of the operating system; where it is not to be had, the test is skipped and says why.</summary>
internal abstract class ToolFactAttribute : FactAttribute
{
    protected ToolFactAttribute(string reason, string command, params string[] arguments)
    {
        if (!Works(command, arguments))
        {
            Skip = reason;
        }
    }

    private static bool Works(string command, string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(command, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class StraceFactAttribute()
    : ToolFactAttribute("skipped, because strace is not installed or may not trace", "strace", "-D", "-f", "-o", "/dev/null", "true");
