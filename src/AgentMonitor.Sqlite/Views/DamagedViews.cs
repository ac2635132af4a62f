using System.Globalization;
using AgentMonitor.Sqlite.Native;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Sqlite.Views;

/// <summary>
/// A views.db that SQLite cannot read must not stand in the way of a start, since the log has what is needed to make it
/// anew. It is set aside, never deleted: what it held of days whose executions are gone is in no other place.
/// </summary>
internal static partial class DamagedViews
{
    private const string Aside = ".damaged-";

    /// <summary>
    /// Opens the file, sets it aside if that shows that it is damaged, and then opens a new one. Every page is read
    /// only when damage is suspected.
    /// </summary>
    public static void Mend(string path, DamageWatch watch, TimeProvider clock, ILogger logger, Action<bool> open)
    {
        try
        {
            open(watch.IsSuspected);
        }
        catch (SqliteFault fault) when (fault.IsDamage)
        {
            var aside = path + Aside + clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
            Move(path, aside);
            Move(path + "-wal", aside + "-wal");
            File.Delete(path + "-shm");
            Log.SetAside(logger, Path.GetFileName(aside), fault);
            open(false);
        }

        watch.Clear();
    }

    private static void Move(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Move(from, to);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(403, LogLevel.Warning, "views.db was damaged and is now {Aside}. Everything is counted anew from the executions in the log; totals of days whose executions retention has deleted are in that file only.")]
        public static partial void SetAside(ILogger logger, string aside, Exception exception);
    }
}
