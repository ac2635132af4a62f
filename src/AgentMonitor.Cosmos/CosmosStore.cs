using AgentMonitor.Costs;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Erasure;
using AgentMonitor.Cosmos.Log;
using AgentMonitor.Cosmos.Rollups;
using AgentMonitor.Cosmos.State;
using AgentMonitor.Cosmos.Views;
using AgentMonitor.Cosmos.Views.Sightings;
using AgentMonitor.Erasure;
using AgentMonitor.Escalations;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Metrics.Users;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.Sessions;
using AgentMonitor.State;
using AgentMonitor.Users;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Cosmos;

/// <summary>Every port of a store, on one Cosmos DB database. Its ports answer once <see cref="OpenAsync"/> has returned.</summary>
public sealed class CosmosStore : IDisposable
{
    private readonly CosmosOptions _options;
    private readonly CosmosClient _client;
    private readonly ILogger _logger;
    private string? _generation;

    public CosmosStore(
        CosmosOptions options, PriceBook prices, RetentionAges ages, TimeProvider clock, ILoggerFactory loggers)
        : this(options, prices, ages, clock, loggers, CosmosClients.Create(options))
    {
    }

    internal CosmosStore(
        CosmosOptions options, PriceBook prices, RetentionAges ages, TimeProvider clock, ILoggerFactory loggers, CosmosClient client)
    {
        _options = options;
        _client = client;
        _logger = loggers.CreateLogger<CosmosStore>();
        var database = client.GetDatabase(options.Database);
        Executions = Measured(database, options.ExecutionsContainer);
        var views = Measured(database, options.ViewsContainer);
        var rollups = Measured(database, options.RollupsContainer);
        var log = new CosmosExecutionLog(Executions, options, prices, ages, Erased);
        var deadLetters = Measured(database, options.DeadLettersContainer);
        var letters = new CosmosDeadLetters(deadLetters, Executions, options, ages, clock);
        var lag = new FeedLag(Executions.Container, database.GetContainer(options.LeasesContainer), options, clock);
        var progress = new CosmosProgress(views, lag, options, Generation, ages, clock);
        Log = log;
        DeadLetters = letters;
        History = new CosmosExecutionHistory(Executions, letters, Reader = new CosmosFeedReader(Generation), clock);
        var lists = new ListReader(views);
        var running = new CosmosRunningExecutions(Executions, options, clock);
        Running = running;
        Lists = new CosmosExecutionLists(lists, running, log, ages, clock);
        Users = new CosmosUsers(views, lists, options, clock);
        Sessions = new CosmosSessions(views, lists, options, clock);
        var escalations = new EscalationDocuments(views, ages);
        Escalations = new CosmosEscalations(views, lists, escalations);
        var closed = new ClosedBuckets(clock, options.ClosedBucketsAge, options.ClosedBucketsBytes);
        var reader = new RollupReader(rollups, clock);
        var userDays = new CosmosUserDays(reader, Generation, clock);
        UserDays = userDays;
        Rollups = new CosmosRollupStore(
            reader, new RollupWriter(rollups, Generation, ages, clock), letters,
            new ListWriter(views, ages, Erased, options.Concurrency), new SightingWriter(views, ages, Erased, options.Concurrency),
            escalations, progress, closed, Generation, options.Concurrency);
        Progress = progress;
        Position = progress;
        State = new CosmosStateStore(Measured(database, options.StateContainer));
        Audience = new CosmosLiveAudience(views, clock);
        var copies = new ErasedExecutions(Executions, options, progress, ages, Generation, clock);
        Erasure = new CosmosUserErasure(
            new UserEntries(views, Erased), copies, new ErasedViews(views),
            new ErasedSightings(views, Erased, new SightingWriter(views, ages, Erased, options.Concurrency)),
            new ErasedLate(views, copies), new ErasedLetters(deadLetters, Executions, copies, Erased), Erased);
        UserDocuments = new CosmosUserDocuments(reader, rollups, closed, userDays, Generation, clock);
    }

    public RequestCharges Charges { get; } = new();

    public IExecutionLog Log { get; }

    public IExecutionHistory History { get; }

    public IExecutionLists Lists { get; }

    public IRunningExecutions Running { get; }

    public IDeadLetters DeadLetters { get; }

    public IRollupStore Rollups { get; }

    public IUsers Users { get; }

    public ISessions Sessions { get; }

    public IUserDays UserDays { get; }

    public IEscalations Escalations { get; }

    public IFeedProgress Progress { get; }

    public IProjectedPosition Position { get; }

    public IStateStore State { get; }

    /// <summary>What was erased before, known once the store is open.</summary>
    public ErasedIds Erased { get; } = new(keepsIds: true);

    public IUserErasure Erasure { get; }

    public IUserDocuments UserDocuments { get; }

    /// <summary>For the trigger.</summary>
    public CosmosFeedReader Reader { get; }

    public ILiveAudience Audience { get; }

    internal MeasuredContainer Executions { get; }

    /// <summary>Makes or finds the containers. What is missing or refused is a <see cref="StoreUnavailableException"/> that names it.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var containers = new ContainerOpening(_client, _options, _logger);
        var executions = await containers.OpenAsync(cancellationToken).ConfigureAwait(false);

        // A container that was restored or copied has another _rid, and numbers its changes anew: its rollups are
        // other documents than those of the one before.
        await LoadErasedAsync(cancellationToken).ConfigureAwait(false);
        _generation = $"{executions.SelfLink.TrimEnd('/').Split('/')[^1]}.{_options.Generation}";
    }

    public void Dispose()
    {
        _client.Dispose();
        Charges.Dispose();
    }

    private async Task LoadErasedAsync(CancellationToken cancellationToken)
    {
        var key = await State.FindAsync(StateKinds.Settings, ErasedIds.KeyName, cancellationToken).ConfigureAwait(false);
        var users = await State.ListAsync(StateKinds.Erased, cancellationToken).ConfigureAwait(false);
        var executions = await State.ListAsync(StateKinds.ErasedExecutions, cancellationToken).ConfigureAwait(false);
        Erased.Load((_, _) => key, kind => kind == StateKinds.Erased ? users : executions);
    }

    private string Generation() =>
        _generation ?? throw new StoreUnavailableException(
            StoreFault.Unavailable, "The store has not been opened yet; send again in a moment.", TimeSpan.FromSeconds(5));

    private MeasuredContainer Measured(Database database, string name) => new(database.GetContainer(name), Charges);
}
