using AgentMonitor.Sqlite.Native;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Sqlite;

/// <summary>
/// Remembers, in a file beside the databases, that SQLite met a damaged page, so that the next start looks at all of
/// them: that takes too long to do at every start, and connections that are open cannot change their file.
/// </summary>
internal sealed partial class DamageWatch(string folder, ILogger logger)
{
    private readonly string _mark = Path.Combine(folder, "damage-suspected");

    public bool IsSuspected => File.Exists(_mark);

    /// <summary>Looks at a fault of either database.</summary>
    public void Look(Exception exception)
    {
        if (exception is not SqliteFault { IsDamage: true } || IsSuspected)
        {
            return;
        }

        Log.Suspected(logger, exception);
        try
        {
            File.Create(_mark).Dispose();
        }
        catch (IOException)
        {
            // The next fault tries again.
        }
    }

    public void Clear() => File.Delete(_mark);

    private static partial class Log
    {
        [LoggerMessage(402, LogLevel.Error, "A database file is damaged. The next start checks views.db, and makes it anew from the log if need be.")]
        public static partial void Suspected(ILogger logger, Exception exception);
    }
}
