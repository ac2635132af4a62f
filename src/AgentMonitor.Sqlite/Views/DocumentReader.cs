using AgentMonitor.Metrics.Users;
using AgentMonitor.Rollups;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views;

/// <summary>Reads rollup documents; lent by a pool.</summary>
internal sealed class DocumentReader(Connection connection) : IDisposable
{
    private readonly Statement _slices = connection.Prepare(
        "SELECT scope, grain, start, slice, etag, body FROM rollups WHERE scope = ?1 AND grain = ?2 AND start = ?3 ORDER BY slice");

    private readonly Statement _range = connection.Prepare(
        """
        SELECT scope, grain, start, slice, etag, body FROM rollups
        WHERE scope = ?1 AND grain = ?2 AND start >= ?3 AND start < ?4 ORDER BY start, slice
        """);

    private readonly Statement _all = connection.Prepare(
        """
        SELECT scope, grain, start, slice, etag, body FROM rollups
        WHERE grain = ?1 AND start >= ?2 AND start < ?3 ORDER BY start, scope, slice
        """);

    private readonly Statement _ofScope = connection.Prepare(
        "SELECT scope, grain, start, slice, etag, body FROM rollups WHERE scope = ?1 ORDER BY grain, start, slice");

    // The plus keeps SQLite from going by the scope, which would be every user's every day.
    private readonly Statement _userDay = connection.Prepare(
        """
        SELECT scope, grain, start, slice, etag, body FROM rollups
        WHERE grain = ?1 AND start = ?2 AND +scope >= 'user:' AND +scope < 'user;' ORDER BY scope, slice
        """);

    private readonly Statement _begin = connection.Prepare("BEGIN");
    private readonly Statement _end = connection.Prepare("COMMIT");

    /// <summary>Every slice of every key, as of one moment.</summary>
    /// <param name="cache">Null for who is going to change them.</param>
    public List<RollupDocument> Slices(IEnumerable<RollupKey> keys, DocumentCache? cache = null)
    {
        var documents = new List<RollupDocument>();
        _begin.Run();
        foreach (var key in keys)
        {
            Read(
                _slices.Bind(1, key.Scope.Value).Bind(2, (int)key.Bucket.Grain).Bind(3, key.Bucket.Start.UtcTicks),
                cache,
                documents);
        }

        _end.Run();
        return documents;
    }

    public List<RollupDocument> Range(DocumentRange range, DocumentCache cache)
    {
        var documents = new List<RollupDocument>();
        Read(
            _range.Bind(1, range.Scope.Value).Bind(2, (int)range.Grain).Bind(3, range.From).Bind(4, range.To),
            cache, documents, range.Scope);
        documents.ForEach(static document => document.EnsureComplete());
        return documents;
    }

    public List<RollupDocument> OfScope(RollupScope scope)
    {
        var documents = new List<RollupDocument>();
        Read(_ofScope.Bind(1, scope.Value), cache: null, documents, scope);
        return documents;
    }

    /// <summary>All users of one day.</summary>
    public Dictionary<string, UserFigures> UserDay(UserDaySpan span)
    {
        var figures = new Dictionary<string, UserFigures>(StringComparer.Ordinal);
        Read(_userDay.Bind(1, (int)Grain.Day).Bind(2, span.Day.UtcTicks), span, figures);
        return figures;
    }

    /// <summary>Those of them that are asked for, as of one moment.</summary>
    public Dictionary<string, UserFigures> UserDay(UserDaySpan span, IEnumerable<string> users)
    {
        var figures = new Dictionary<string, UserFigures>(StringComparer.Ordinal);
        _begin.Run();
        foreach (var user in users)
        {
            Read(_slices.Bind(1, RollupScope.User(user).Value).Bind(2, (int)Grain.Day).Bind(3, span.Day.UtcTicks), span, figures);
        }

        _end.Run();
        return figures;
    }

    public List<RollupDocument> All(long from, long to)
    {
        var documents = new List<RollupDocument>();
        _begin.Run();
        foreach (var grain in Enum.GetValues<Grain>())
        {
            Read(_all.Bind(1, (int)grain).Bind(2, from).Bind(3, to), cache: null, documents);
        }

        _end.Run();
        return documents;
    }

    public void Dispose()
    {
        _slices.Dispose();
        _range.Dispose();
        _all.Dispose();
        _ofScope.Dispose();
        _userDay.Dispose();
        _begin.Dispose();
        _end.Dispose();
        connection.Dispose();
    }

    private static void Read(Statement rows, UserDaySpan span, Dictionary<string, UserFigures> figures)
    {
        while (rows.Step())
        {
            var key = new RollupKey(RollupScope.Parse(rows.Text(0)), new TimeBucket(Grain.Day, span.Day));
            if (key.Scope.UserId is { } user && UserFigures.OfStored(key, (int)rows.Number(3), rows.Blob(5), span) is { } some)
            {
                figures[user] = figures.TryGetValue(user, out var known) ? known.Plus(some) : some;
            }
        }
    }

    // SQLite reads a body only when it is asked for, so a cached document costs no more than its key.
    private static void Read(
        Statement rows, DocumentCache? cache, List<RollupDocument> documents, RollupScope? scope = null)
    {
        while (rows.Step())
        {
            var key = new RollupKey(
                scope ?? RollupScope.Parse(rows.Text(0)),
                new TimeBucket((Grain)rows.Number(1), new DateTimeOffset(rows.Number(2), TimeSpan.Zero)));
            var slice = (int)rows.Number(3);
            var version = rows.Number(4);
            documents.Add(cache?.Find(key, slice, version) ?? Read(rows, key, slice, version, cache));
        }
    }

    private static RollupDocument Read(Statement rows, RollupKey key, int slice, long version, DocumentCache? cache)
    {
        var body = rows.Blob(5);
        var document = RollupDocument.Read(key, slice, body);
        document.StoredAs(DocumentTable.ETag(version));
        cache?.Add(document, version, body.Length);
        return document;
    }
}
