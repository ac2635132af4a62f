using AgentMonitor.Costs;
using AgentMonitor.Erasure;
using AgentMonitor.Escalations;
using AgentMonitor.Executions;
using AgentMonitor.Health.Vitals;
using AgentMonitor.Metrics.Users;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.Sessions;
using AgentMonitor.Sqlite.Erasure;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.State;
using AgentMonitor.Sqlite.Views;
using AgentMonitor.Sqlite.Views.Sightings;
using AgentMonitor.State;
using AgentMonitor.Users;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentMonitor.Sqlite;

/// <summary>Every port of a store, on three SQLite files in one folder that no other process may open meanwhile.</summary>
public sealed class SqliteStore : IAsyncDisposable
{
    private readonly FolderLock _lock;
    private readonly StoreFiles _files;
    private readonly CommitFigures _figures;
    private readonly CommitFigures _viewsFigures;
    private readonly CommitFigures _stateFigures;
    private readonly LogQueue _queue;
    private readonly DurableEnd _end = new();
    private readonly ProjectedPosition _projected = new();
    private readonly ViewsWriter _views;
    private readonly LogWriter _writer;
    private readonly Pool<LogReader> _logReaders;
    private readonly Pool<IdIndexReader> _indexReaders;
    private readonly Pool<ViewsReader> _viewsReaders;
    private readonly Pool<DocumentReader> _documentReaders;
    private readonly StateWriter _state;
    private readonly Pool<StateReader> _stateReaders;
    private readonly Pool<SightingReader> _sightingReaders;
    private readonly Pool<EscalationReader> _escalationReaders;
    private readonly RetentionSweep _sweep;

    private SqliteStore(SqliteOptions options, PriceBook prices, TimeProvider clock, ILogger logger, FolderLock folder)
    {
        _lock = folder;
        _files = new StoreFiles(options);
        var watch = new DamageWatch(options.Folder, logger);
        _files.Migrate(watch, clock, logger);
        _figures = new CommitFigures(clock, watch, logger);
        _viewsFigures = new CommitFigures(clock, watch, logger);
        _stateFigures = new CommitFigures(clock, watch, logger);
        _queue = new LogQueue(options.QueuedRecordsLimit, options.QueuedBytesLimit);
        _logReaders = new(_files.OpenLogReader, watch.Look, reader => reader.Forget());
        _indexReaders = new(_files.OpenIdIndex, watch.Look);
        _viewsReaders = new(() => new ViewsReader(_files.OpenViewsReader(), _files.Catalog), watch.Look);
        _documentReaders = new(() => new DocumentReader(_files.OpenViewsReader()), watch.Look);
        _stateReaders = new(_files.OpenStateReader, watch.Look);
        _state = new StateWriter(_files, _stateFigures);
        _sightingReaders = new(() => new SightingReader(_files.OpenViewsReader()), watch.Look);
        _escalationReaders = new(() => new EscalationReader(_files.OpenViewsReader()), watch.Look);
        _views = new ViewsWriter(_files, _viewsFigures);
        _projected.MoveTo(_views.Position);
        var deadLetters = new SqliteDeadLetters(_viewsReaders, _logReaders, _queue, clock);
        IndexCatchUp.Run(_views, _logReaders, deadLetters);
        var tail = new IdTail();
        var recent = new RecentRecords(options.RecentBytes);
        Erased.Load(
            (kind, id) => _stateReaders.Use((kind, id), static (reader, name) => reader.Find(name.kind, name.id)),
            kind => _stateReaders.Use(kind, static (reader, kind) => reader.List(kind)));
        _writer = new LogWriter(
            _files, _queue, tail, _end, _projected, recent, prices, Erased, _figures, options.LogCheckpointPages,
            known: Math.Max(_views.Position, _views.Indexed));
        Log = new SqliteExecutionLog(
            _queue, tail, new IntakeRoom(_end, _projected, options.UnprojectedLimit, clock), _logReaders, _indexReaders, Erased);
        Feed = new SqliteExecutionFeed(_end, _projected, recent, _logReaders);
        DeadLetters = deadLetters;
        History = new SqliteExecutionHistory(_logReaders, deadLetters);
        var listed = new ListedRecords();
        Lists = new SqliteExecutionLists(_viewsReaders, _logReaders, listed, _projected, options.ListStretch);
        Running = new SqliteRunningExecutions(_viewsReaders, _logReaders);
        Users = new SqliteUsers(_sightingReaders, options.ListStretch);
        var activeSessions = new ActiveSessions(_sightingReaders);
        Sessions = new SqliteSessions(_sightingReaders, activeSessions, options.ListStretch);
        Escalations = new SqliteEscalations(_views, _escalationReaders, options.ListStretch);
        var userDays = new SqliteUserDays(_documentReaders);
        UserDays = userDays;
        var cache = new DocumentCache(options.DocumentCacheBytes);
        var ranges = new DocumentRanges(_documentReaders, cache);
        Rollups = new SqliteRollupStore(
            _views, _documentReaders, cache, ranges, userDays, activeSessions, _projected, clock);
        State = new SqliteStateStore(_state, _stateReaders);
        Erasure = new SqliteUserErasure(
            _logReaders, _indexReaders, _queue, recent, listed, _views, deadLetters, new ErasedSightings(_views, activeSessions, _viewsReaders, _logReaders),
            new FileScrub(_files, _queue, _views, _state), Erased, clock);
        UserDocuments = new SqliteUserDocuments(_views, _documentReaders, userDays);
        _sweep = new RetentionSweep(_views, ranges, activeSessions, _logReaders, _queue, recent, _projected);
    }

    public IExecutionLog Log { get; }

    public IExecutionFeed Feed { get; }

    public IExecutionHistory History { get; }

    public IExecutionLists Lists { get; }

    public IRunningExecutions Running { get; }

    public IDeadLetters DeadLetters { get; }

    public IRollupStore Rollups { get; }

    public IUserDays UserDays { get; }

    public IStateStore State { get; }

    public IStoreVitals Vitals => new SqliteVitals(this);

    public IUsers Users { get; }

    public ISessions Sessions { get; }

    /// <summary>What was erased before, known from the moment the store is open.</summary>
    public ErasedIds Erased { get; } = new();

    public IUserErasure Erasure { get; }

    public IUserDocuments UserDocuments { get; }

    public IEscalations Escalations { get; }

    public StoreFigures Figures => new()
    {
        QueuedRecords = _queue.Records,
        Unprojected = _end.Value - _projected.Value,
        LastCommit = _figures.LastCommit,
        LastGroupRecords = _figures.LastGroupRecords,
        LogBytes = _files.LogBytes,
        LogWalBytes = _files.LogWalBytes,
        ViewsBytes = _files.ViewsBytes,
        ViewsWalBytes = _files.ViewsWalBytes,
        StateBytes = _files.StateBytes,
        LastFault = _figures.LastFault ?? _viewsFigures.LastFault ?? _stateFigures.LastFault,
        LastFaultAt = _figures.LastFaultAt ?? _viewsFigures.LastFaultAt ?? _stateFigures.LastFaultAt,
    };

    /// <summary>
    /// Opens the folder, made if need be, and reads what was not projected when it was last closed. What stands in
    /// the way is a <see cref="StoreOpenException"/>.
    /// </summary>
    public static SqliteStore Open(
        SqliteOptions options, PriceBook prices, TimeProvider clock, ILoggerFactory? loggers = null)
    {
        SystemSqlite.EnsureLoaded();
        var folder = FolderLock.Take(options.Folder);
        try
        {
            var logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<SqliteStore>();
            return new SqliteStore(options, prices, clock, logger, folder);
        }
        catch (SqliteFault fault)
        {
            folder.Dispose();
            throw new StoreOpenException($"The store in {options.Folder} cannot be opened: {fault.Message}.", fault);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Deletes what is older than <paramref name="ages"/>, in steps small enough for others to pass between.</summary>
    public Task SweepAsync(DateTimeOffset now, RetentionAges ages, CancellationToken cancellationToken) =>
        _sweep.RunAsync(now, ages, cancellationToken);

    /// <summary>Writes next to nothing, durably: shows that whatever kept the last commit from the disk has passed.</summary>
    public Task TryWriteAsync()
    {
        var command = new LogCommand(bytes: 0, group => group.Touch());
        _queue.Add(command);
        return command.Done;
    }

    /// <summary>Takes no more, writes what waits, moves the write-ahead logs into their files and lets go of the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await Task.Run(_writer.Dispose).ConfigureAwait(false);
        _logReaders.Dispose();
        _indexReaders.Dispose();
        _viewsReaders.Dispose();
        _documentReaders.Dispose();
        _sightingReaders.Dispose();
        _escalationReaders.Dispose();
        _views.Dispose();
        _stateReaders.Dispose();
        _state.Dispose();
        _files.Dispose();
        _lock.Dispose();
    }
}
