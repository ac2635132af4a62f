using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views;

/// <summary>
/// Brings ids and lists to where the rollups are, from the log and without touching any total: after a new version of
/// the program has changed their form, or after they were emptied.
/// </summary>
internal static class IndexCatchUp
{
    private const int Page = 8192;

    public static void Run(ViewsWriter views, Pool<LogReader> log, SqliteDeadLetters letters)
    {
        var position = views.Indexed;
        if (position >= views.Position)
        {
            return;
        }

        var dead = letters.Sequences();
        while (position < views.Position)
        {
            var last = Math.Min(position + Page, views.Position);
            var page = log.Use((position, last), static (reader, range) => SqliteExecutionFeed.Read(reader, range.position, range.last));
            if (page.Position is not { } reached || reached <= position)
            {
                // The log ends before the views do: it is not theirs, and the store will not open with it.
                return;
            }

            views.Write(connection =>
            {
                connection.NextVersion();
                connection.Lists.Add([.. page.Items.Where(item => !dead.Contains(item.Lsn))], reached);
                return true;
            });
            position = reached;
        }
    }
}
