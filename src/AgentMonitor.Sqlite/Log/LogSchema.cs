namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// log.db. A row of chunks holds what one group commit brought, up to about 64 KB of it, under the sequence number of
/// its first record; there is no other index, so that appending costs one row. Times are UTC ticks.
/// </summary>
internal static class LogSchema
{
    public const string FileName = "log.db";

    public static readonly string[] Migrations =
    [
        """
        CREATE TABLE chunks(
            first_seq INTEGER PRIMARY KEY,
            count INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            min_ended INTEGER,
            max_ended INTEGER,
            body BLOB NOT NULL);
        CREATE TABLE requeued(seq INTEGER PRIMARY KEY, new_seq INTEGER NOT NULL);
        PRAGMA user_version = 1;
        """,
    ];
}
