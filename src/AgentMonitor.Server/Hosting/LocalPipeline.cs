using AgentMonitor.Costs;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Ingest;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.Server.Delivery;
using AgentMonitor.Server.Folder;
using AgentMonitor.Server.Settings;
using AgentMonitor.Sqlite;

namespace AgentMonitor.Server.Hosting;

/// <summary>What the server does to executions, without the server: for commands when none is running.</summary>
internal sealed class LocalPipeline : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SqliteStore _store;
    private readonly AdminPrices _prices;
    private readonly FeedFollower _follower;
    private readonly Task _following;

    private LocalPipeline(SqliteStore store, PriceBook prices, MonitorSettings settings, TimeProvider time)
    {
        _store = store;
        _prices = new AdminPrices(store.State, prices, time);
        var repricings = new Repricings(store.State, time);
        var erasures = new ErasureRecords(store.State, store.Erased, time);
        _follower = new FeedFollower(store.Feed, new Projector(store.Rollups, new NoLiveUpdates(), repricings, erasures, store.DeadLetters, time), time);
        _following = _follower.RunAsync(_stop.Token);
        Reconciler = new Reconciler(store.Rollups, store.History, _follower, time, settings.Retention.ToAges(), repricings, erasures);
        LastRecount = new LastRecount(store.State, settings.Retention.ToAges(), time);
        Delivery = new LocalDelivery(new Ingestion(store.Log, prices, time, settings.Ingest, new ClientAddresses(store.State)));
    }

    public IDelivery Delivery { get; }

    public Reconciler Reconciler { get; }

    public LastRecount LastRecount { get; }

    public IExecutionLists Lists => _store.Lists;

    public static LocalPipeline Open(MonitorSettings settings, DataFolder folder, TimeProvider time)
    {
        var prices = Prices.Read(settings);
        return new LocalPipeline(StoreOpening.Open(settings, folder, prices, time), prices, settings, time);
    }

    /// <summary>Prices what comes next as the server would, by the admin's own prices too.</summary>
    public async ValueTask ReadPricesAsync(CancellationToken cancellationToken) => await _prices.ReadAsync(cancellationToken);

    /// <summary>Returns once everything that is durable now is in the rollups.</summary>
    public Task ProjectToEndAsync(CancellationToken cancellationToken) =>
        _follower.WaitUntilProjectedAsync(_follower.DurableEnd, cancellationToken).AsTask();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        await _store.DisposeAsync();
        _stop.Dispose();
    }
}
