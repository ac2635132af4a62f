using AgentMonitor.Access;
using AgentMonitor.Alerts;
using AgentMonitor.Cosmos;
using AgentMonitor.Costs;
using AgentMonitor.Functions.Hosting;
using AgentMonitor.Http;
using AgentMonitor.Ingest;
using AgentMonitor.Ingest.Masking;
using AgentMonitor.Rollups;
using Microsoft.Extensions.Configuration;

namespace AgentMonitor.Functions.Settings;

/// <summary>All settings, read and checked once at start: one class a section, a sentence for each that makes no sense.</summary>
public sealed class FunctionsSettings
{
    public const string Section = "AgentMonitor";

    private FunctionsSettings(IConfiguration configuration)
    {
        Access = Bind<AccessOptions>(configuration, $"{Section}:Access");
        Access.AdminToken = configuration["ADMIN_TOKEN"];
        Access.PreviousAdminToken = configuration["ADMIN_TOKEN_PREVIOUS"];
        Retention = Bind<RetentionOptions>(configuration, $"{Section}:Retention");
        Prices = Bind<PriceOptions>(configuration, $"{Section}:Prices");
        Ingest = Bind<IngestOptions>(configuration, $"{Section}:Ingest");
        Alerts = Bind<AlertOptions>(configuration, $"{Section}:Alerts");
        Masking = Bind<MaskingOptions>(configuration, $"{Section}:Masking");
        Ingest.RawRetention = Retention.ToAges().Raw;
        Feed = Bind<FeedOptions>(configuration, $"{Section}:Feed");
        Cosmos = BindCosmos(configuration);
        Http = new HttpApiOptions
        {
            CorsOrigins = Bind<List<string>>(configuration, $"{Section}:CorsOrigins"),
            AllowQueryToken = Bind<AdminAuthOptions>(configuration, "AdminAuth").AllowQueryToken,
            AnonymousIngest = AnonymousIngest.Never,
            LiveService = SignalRAddress.Find(configuration),
            Host = HostKind.Functions,
            LongestRequest = InvocationTimes.Request,
            Dependencies = Bind<Dictionary<string, string>>(configuration, $"{Section}:Health:Dependencies"),
        };
    }

    public AccessOptions Access { get; }

    public RetentionOptions Retention { get; }

    public PriceOptions Prices { get; }

    public AlertOptions Alerts { get; }

    /// <summary>Section <c>AgentMonitor:Ingest</c>; how long raw executions are kept is said once, under Retention.</summary>
    public IngestOptions Ingest { get; }

    public FeedOptions Feed { get; }

    public MaskingOptions Masking { get; }

    /// <summary>Section <c>CosmosDb</c>; the account and the names are those that the triggers go by.</summary>
    public CosmosOptions Cosmos { get; }

    public HttpApiOptions Http { get; }

    /// <exception cref="InvalidSettingsException">Something makes no sense.</exception>
    public static FunctionsSettings Read(IConfiguration configuration)
    {
        var settings = new FunctionsSettings(configuration);
        var faults = settings.Access.Faults()
            .Concat(settings.Http.Faults())
            .Concat(settings.Retention.Faults())
            .Concat(settings.Prices.Faults())
            .Concat(settings.Alerts.Faults())
            .Concat(settings.Ingest.Problems().Concat(settings.Masking.Problems()).Select(problem => $"{Section}:{problem}"))
            .Concat(settings.Feed.Faults())
            .Concat(MissingTriggerSettings(configuration))
            .Concat(settings.Http.LiveService is null
                ? [$"{TriggerSettings.SignalR} has to be a connection string of Azure SignalR Service, or {TriggerSettings.SignalR}:serviceUri its address."]
                : [])
            .Concat(settings.Cosmos.Check() is { } fault ? [fault] : [])
            .ToList();
        if (faults.Count > 0)
        {
            throw new InvalidSettingsException(string.Join(Environment.NewLine, faults));
        }

        settings.Ingest.Masker = settings.Masking.ToMasker();
        return settings;
    }

    private static IEnumerable<string> MissingTriggerSettings(IConfiguration configuration) =>
        TriggerSettings.Named
            .Where(name => string.IsNullOrEmpty(configuration[name]))
            .Select(name => $"{name} is not set, and a trigger needs it; local.settings.sample.json shows the usual value.");

    private static CosmosOptions BindCosmos(IConfiguration configuration)
    {
        var cosmos = Bind<CosmosOptions>(configuration, CosmosOptions.Section);
        cosmos.ConnectionString ??= configuration[TriggerSettings.Connection];
        cosmos.Database = configuration[TriggerSettings.Database] ?? "";
        cosmos.ExecutionsContainer = configuration[TriggerSettings.Executions] ?? "";
        cosmos.RollupsContainer = configuration[TriggerSettings.Rollups] ?? "";
        cosmos.LeasesContainer = configuration[TriggerSettings.Leases] ?? "";
        cosmos.LeasePrefix = configuration[TriggerSettings.LeasePrefix] ?? "";
        return cosmos;
    }

    private static TOptions Bind<TOptions>(IConfiguration configuration, string path)
        where TOptions : new()
    {
        try
        {
            return configuration.GetSection(path).Get<TOptions>() ?? new TOptions();
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidSettingsException($"A setting under {path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Section <c>AdminAuth</c>.</summary>
    private sealed class AdminAuthOptions
    {
        public bool AllowQueryToken { get; set; }
    }
}

/// <summary>The message is for the person who set them.</summary>
public sealed class InvalidSettingsException(string message, Exception? inner = null) : Exception(message, inner);
