namespace AgentMonitor.Sqlite.Views;

/// <summary>
/// views.db: everything that can be made anew from the log. Only the projector, the retention sweep and the recount
/// write it. An id is known by its 128-bit hash; what an execution is listed by (<see cref="ListKey"/>) by 64 bits,
/// which may meet, so that whoever reads a list compares the record too. Ids and lists are kept in segments
/// (docs/adr/0004); <c>listed</c> has only what is still running, and <c>discarded</c> the segments whose blocks are
/// to be cleared away. Users and sessions are sorted by the minute they were last there, kept beside the instant so
/// that their indexes change once a minute and not with every execution. Times are UTC ticks.
/// </summary>
internal static class ViewsSchema
{
    public const string FileName = "views.db";

    public static readonly string[] Migrations =
    [
        """
        CREATE TABLE meta(id INTEGER PRIMARY KEY CHECK(id = 1), position INTEGER NOT NULL, version INTEGER NOT NULL);
        INSERT INTO meta VALUES(1, 0, 0);
        CREATE TABLE rollups(
            id INTEGER PRIMARY KEY,
            scope TEXT NOT NULL,
            grain INTEGER NOT NULL,
            start INTEGER NOT NULL,
            slice INTEGER NOT NULL,
            etag INTEGER NOT NULL,
            body BLOB NOT NULL,
            UNIQUE(scope, grain, start, slice));
        CREATE INDEX rollups_by_start ON rollups(grain, start);
        CREATE TABLE ids(hash BLOB PRIMARY KEY, seq INTEGER NOT NULL, late_seq INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE listed(key INTEGER, seq INTEGER, PRIMARY KEY(key, seq)) WITHOUT ROWID;
        CREATE TABLE errors(seq INTEGER PRIMARY KEY, fingerprint INTEGER NOT NULL);
        CREATE TABLE running(
            hash BLOB PRIMARY KEY,
            agent TEXT NOT NULL,
            deadline INTEGER,
            seq INTEGER NOT NULL,
            user_key INTEGER,
            session_key INTEGER,
            parent_key INTEGER) WITHOUT ROWID;
        CREATE INDEX running_by_deadline ON running(deadline);
        CREATE TABLE dead_letters(
            seq INTEGER PRIMARY KEY,
            execution_id TEXT,
            reason TEXT NOT NULL,
            raw BLOB NOT NULL,
            at INTEGER NOT NULL);
        PRAGMA user_version = 1;
        """,
        """
        DROP TABLE ids;
        DROP TABLE errors;
        DELETE FROM listed;
        DELETE FROM running;
        ALTER TABLE meta ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE meta ADD COLUMN first_kept INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE meta ADD COLUMN segment INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE segments(
            id INTEGER PRIMARY KEY,
            first_seq INTEGER NOT NULL,
            last_seq INTEGER NOT NULL,
            ids INTEGER NOT NULL,
            id_bits INTEGER NOT NULL,
            filter BLOB NOT NULL,
            fences BLOB NOT NULL);
        CREATE TABLE id_blocks(id INTEGER PRIMARY KEY, body BLOB NOT NULL);
        CREATE TABLE list_blocks(id INTEGER PRIMARY KEY, body BLOB NOT NULL);
        CREATE TABLE discarded(segment INTEGER PRIMARY KEY);
        PRAGMA user_version = 2;
        """,
        // The timeline, features and audience, of every execution that the log still has. What was counted before is
        // fenced, so that it stays as it is.
        """
        UPDATE meta SET position = 0;
        PRAGMA user_version = 3;
        """,
        """
        CREATE TABLE users(
            id BLOB PRIMARY KEY,
            minute INTEGER NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            body BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX users_by_minute ON users(minute);
        CREATE INDEX users_by_first ON users(first);
        CREATE TABLE sessions(
            id BLOB PRIMARY KEY,
            minute INTEGER NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            user_key INTEGER,
            language BLOB,
            body BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX sessions_by_minute ON sessions(minute);
        CREATE INDEX sessions_by_user ON sessions(user_key) WHERE user_key IS NOT NULL;
        CREATE TABLE escalations(
            id BLOB PRIMARY KEY,
            state INTEGER,
            severity INTEGER,
            raised INTEGER,
            taken INTEGER,
            own BLOB,
            move BLOB) WITHOUT ROWID;
        CREATE INDEX escalations_by_state ON escalations(state, raised);
        DELETE FROM segments;
        DELETE FROM id_blocks;
        DELETE FROM list_blocks;
        DELETE FROM discarded;
        DELETE FROM listed;
        DELETE FROM running;
        UPDATE meta SET indexed = 0;
        PRAGMA user_version = 4;
        """,
    ];
}
