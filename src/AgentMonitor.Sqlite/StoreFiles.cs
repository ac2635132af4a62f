using AgentMonitor.Sqlite.Erasure;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.State;
using AgentMonitor.Sqlite.Views;
using AgentMonitor.Sqlite.Views.Segments;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Sqlite;

/// <summary>The three database files of a folder, and how connections to them are opened.</summary>
internal sealed class StoreFiles(SqliteOptions options) : IDisposable
{
    private readonly string _log = Path.Combine(options.Folder, LogSchema.FileName);
    private readonly string _views = Path.Combine(options.Folder, ViewsSchema.FileName);
    private readonly string _state = Path.Combine(options.Folder, StateSchema.FileName);

    // Closing a file lets go of all locks that this process has on it, SQLite's too (https://sqlite.org/howtocorrupt.html,
    // section 2.2); so one that was opened stays open until every connection is closed.
    private readonly Dictionary<string, FileStream> _raw = [];

    /// <summary>The segments of views.db, for whoever reads them.</summary>
    public SegmentCatalog Catalog { get; } = new();

    public long LogBytes => Length(_log);

    public long LogWalBytes => Length(_log + "-wal");

    public long ViewsBytes => Length(_views);

    public long ViewsWalBytes => Length(_views + "-wal");

    public long StateBytes => Length(_state);

    public void Pass(string failpoint) => options.Failpoint?.Invoke(failpoint);

    public void Migrate(DamageWatch watch, TimeProvider clock, ILogger logger)
    {
        using var log = options.LogPragmas.OpenWriter(_log);
        Schema.Migrate(log, LogSchema.FileName, LogSchema.Migrations);
        StateOpening.Check(() => options.StatePragmas.OpenWriter(_state));
        DamagedViews.Mend(_views, watch, clock, logger, MigrateViews);
    }

    public LogConnection OpenLog() => new(options.LogPragmas.OpenWriter(_log));

    public Connection OpenLogCheckpoints() => options.LogPragmas.OpenWriter(_log);

    public LogReader OpenLogReader() => new(options.LogPragmas.OpenReader(_log));

    public IdIndexReader OpenIdIndex() => new(OpenViewsReader(), Catalog);

    public ViewsConnection OpenViews() => new(options.ViewsPragmas.OpenWriter(_views), Catalog, options.Segments);

    public Connection OpenViewsReader() => options.ViewsPragmas.OpenReader(_views);

    public StateConnection OpenState() => new(options.StatePragmas.OpenWriter(_state));

    public StateReader OpenStateReader() => new(options.StatePragmas.OpenReader(_state));

    /// <summary>Call once every connection is closed.</summary>
    public void Dispose()
    {
        foreach (var file in _raw.Values)
        {
            file.Dispose();
        }
    }

    /// <summary>Leaves nothing unused in so many pages of a file that no connection writes; what comes of it.</summary>
    public ScrubResult Scrub(ScrubbedFile file, long firstPage, int pages)
    {
        var (path, pragmas) = file switch
        {
            ScrubbedFile.Log => (_log, options.LogPragmas),
            ScrubbedFile.Views => (_views, options.ViewsPragmas),
            _ => (_state, options.StatePragmas),
        };
        using (var connection = pragmas.OpenWriter(path))
        {
            if (!connection.TryEmptyWriteAheadLog())
            {
                return ScrubResult.Busy;
            }
        }

        if (!_raw.TryGetValue(path, out var raw))
        {
            _raw.Add(path, raw = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0));
        }

        return UnusedBytes.Clear(raw, firstPage, pages) ? ScrubResult.More : ScrubResult.Done;
    }

    private void MigrateViews(bool readAll)
    {
        using var views = options.ViewsPragmas.OpenWriter(_views);
        Schema.Migrate(views, ViewsSchema.FileName, ViewsSchema.Migrations);
        views.ReadNumber("SELECT position FROM meta");
        if (readAll && views.ReadText("PRAGMA quick_check(1)") is not "ok" and var found)
        {
            throw SqliteFault.Damage(found);
        }
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
