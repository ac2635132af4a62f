namespace AgentMonitor.Sqlite.State;

/// <summary>
/// state.db: what admins set, and what must not be forgotten or done twice. Nothing of it can be made anew from the
/// log. A version is never used twice, so that a document that was deleted and made again has another one.
/// </summary>
internal static class StateSchema
{
    public const string FileName = "state.db";

    public static readonly string[] Migrations =
    [
        """
        CREATE TABLE meta(id INTEGER PRIMARY KEY CHECK(id = 1), version INTEGER NOT NULL);
        INSERT INTO meta VALUES(1, 0);
        CREATE TABLE state(
            kind TEXT NOT NULL,
            id TEXT NOT NULL,
            version INTEGER NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY(kind, id));
        PRAGMA user_version = 1;
        """,
    ];
}
