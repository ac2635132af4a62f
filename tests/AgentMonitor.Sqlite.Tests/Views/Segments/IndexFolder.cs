using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views;
using AgentMonitor.Sqlite.Views.Segments;
using AgentMonitor.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentMonitor.Sqlite.Tests.Views.Segments;

/// <summary>views.db of a folder without a log: pages go in, ids and lists come out. Segments are small, so that all merges happen.</summary>
internal sealed class IndexFolder : IDisposable
{
    private readonly StoreFolder _folder = new();
    private readonly SqliteOptions _options;
    private StoreFiles _files;
    private ViewsWriter _views;
    private IdIndexReader _index;
    private ViewsReader _lists;

    public IndexFolder(SegmentLimits? limits = null, Action<string>? failpoint = null)
    {
        _options = new SqliteOptions
        {
            Folder = _folder.Path,
            Segments = limits ?? new() { MostIds = 4096, MostIdsAtOnce = 64, LeastStep = 64 },
            Failpoint = failpoint,
        };
        (_files, _views, _index, _lists) = Open();
    }

    public StoreFiles Files => _files;

    /// <summary>As after a crash: what was not committed is gone, and so is all memory.</summary>
    public void Reopen()
    {
        Close();
        (_files, _views, _index, _lists) = Open();
    }

    public void Add(params IReadOnlyList<FeedItem> items) => _views.Write(connection =>
    {
        connection.NextVersion();
        connection.Lists.Add(items, position: null);
        return true;
    });

    /// <summary>Pages of one plain record each, all of one user.</summary>
    public void AddPages(int first, int count)
    {
        for (var sequence = first; sequence < first + count; sequence++)
        {
            Add(Item(sequence, $"e{sequence}"));
        }
    }

    public void DeleteBefore(long sequence) => _views.Write(connection =>
    {
        connection.NextVersion();
        connection.Lists.DeleteBefore(sequence);
        return true;
    });

    public KnownId Find(string id) => _index.TryFind(Hash(id), out var known) ? known : default;

    /// <summary>By a reader that has loaded nothing yet.</summary>
    public KnownId FindAnew(string id)
    {
        using var index = new IdIndexReader(_files.OpenViewsReader(), new SegmentCatalog());
        return index.TryFind(Hash(id), out var known) ? known : default;
    }

    public List<long> Listed(long? key, long before = long.MaxValue, int limit = int.MaxValue)
    {
        _lists.BeginSnapshot();
        var listed = _lists.Listed(key!.Value, before, limit);
        _lists.EndSnapshot();
        return listed;
    }

    public long Number(string sql)
    {
        using var views = Connection.Open(_folder.Views);
        return views.ReadNumber(sql);
    }

    public void Execute(string sql)
    {
        using var views = Connection.Open(_folder.Views);
        views.Execute(sql);
    }

    public void Dispose()
    {
        Close();
        _folder.Dispose();
    }

    public static IdHash Hash(string id) => IdHash.Of(new ExecutionId(id));

    public static FeedItem Item(
        long sequence, string id, ExecutionStatus status = ExecutionStatus.Success, string? user = "u1", bool late = false) =>
        new(0, sequence, Some.Execution(id, status: status, user: user, session: $"s{sequence / 3}") with
        {
            Flags = late ? ExecutionFlags.Late : 0,
        });

    private void Close()
    {
        _index.Dispose();
        _lists.Dispose();
        _views.Dispose();
    }

    private (StoreFiles Files, ViewsWriter Views, IdIndexReader Index, ViewsReader Lists) Open()
    {
        var files = new StoreFiles(_options);
        var watch = new DamageWatch(_options.Folder, NullLogger.Instance);
        files.Migrate(watch, TimeProvider.System, NullLogger.Instance);
        var views = new ViewsWriter(files, new CommitFigures(TimeProvider.System, watch, NullLogger.Instance));
        return (files, views, files.OpenIdIndex(), new ViewsReader(files.OpenViewsReader(), files.Catalog));
    }
}
