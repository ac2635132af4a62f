using System.Diagnostics;
using Xunit;

namespace AgentMonitor.Server.Tests.Processes;

/// <summary>A test that needs a command; where that does not run, the test is skipped and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(string command, params string[] arguments)
    {
        if (!Works(command, arguments))
        {
            Skip = $"skipped, because this does not work here: {command} {string.Join(' ', arguments)}";
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

/// <summary>For a test that watches a process's calls.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StraceFactAttribute() : ToolFactAttribute("strace", "-D", "-f", "-o", "/dev/null", "true");

/// <summary>For a test that mounts a small file system; only root may.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TmpfsFactAttribute() : ToolFactAttribute("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt");
