using System.Runtime.InteropServices;

namespace AgentMonitor.Server.Hosting;

/// <summary>
/// What is asked for outside the collected heap, by SQLite for the most part. The C library of most Linux systems gives
/// nearly every thread an arena of its own, and each keeps what it once took.
/// </summary>
internal static class NativeMemory
{
    // M_ARENA_MAX in the malloc.h of the GNU C library.
    private const int MostArenas = -8;

    /// <summary>No more arenas than threads can run at once, unless <c>MALLOC_ARENA_MAX</c> says how many.</summary>
    public static void LimitArenas()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("MALLOC_ARENA_MAX") is not null)
        {
            return;
        }

        try
        {
            _ = mallopt(MostArenas, Environment.ProcessorCount);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library, which has none.
        }
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int mallopt(int name, int value);
}
