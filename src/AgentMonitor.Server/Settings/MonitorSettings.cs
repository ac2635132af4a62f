using System.CommandLine;
using AgentMonitor.Access;
using AgentMonitor.Alerts;
using AgentMonitor.Costs;
using AgentMonitor.Http;
using AgentMonitor.Ingest;
using AgentMonitor.Ingest.Masking;
using AgentMonitor.Rollups;
using AgentMonitor.Server.Commands;

namespace AgentMonitor.Server.Settings;

/// <summary>
/// All settings, read and checked once. What is given later wins: appsettings.json in the current directory, the
/// environment (<c>AgentMonitor__Retention__RawDays</c>), the command line.
/// </summary>
internal sealed class MonitorSettings
{
    public const string Section = "AgentMonitor";

    private MonitorSettings(IConfigurationRoot configuration)
    {
        Configuration = configuration;
        Server = Bind<ServerOptions>("");
        Retention = Bind<RetentionOptions>("Retention");
        Prices = Bind<PriceOptions>("Prices");
        Alerts = Bind<AlertOptions>("Alerts");
        Store = Bind<StoreOptions>("Store");
        Ingest = Bind<IngestOptions>("Ingest");
        Masking = Bind<MaskingOptions>("Masking");
        Ingest.RawRetention = Retention.ToAges().Raw;
    }

    public IConfigurationRoot Configuration { get; }

    public ServerOptions Server { get; }

    public RetentionOptions Retention { get; }

    public PriceOptions Prices { get; }

    public AlertOptions Alerts { get; }

    public StoreOptions Store { get; }

    /// <summary>Section <c>AgentMonitor:Ingest</c>; how long raw executions are kept is said once, under Retention.</summary>
    public IngestOptions Ingest { get; }

    public MaskingOptions Masking { get; }

    public static MonitorSettings Read(ParseResult command, string? urls = null)
    {
        var given = command.GetValue(SharedOptions.Set)!
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))
            .ToList();
        Add(given, $"{Section}:{nameof(ServerOptions.Data)}", command.GetValue(SharedOptions.Data));
        Add(given, $"{Section}:{nameof(ServerOptions.Urls)}", urls);
        var settings = new MonitorSettings(new ConfigurationBuilder()
            .SetBasePath(Environment.CurrentDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(given)
            .Build());
        settings.Check();
        settings.Ingest.Masker = settings.Masking.ToMasker();
        return settings;
    }

    /// <summary>Anyone on this machine may send executions until there is a key; <c>AdminAuth:AllowQueryToken</c> is off by default.</summary>
    public HttpApiOptions ToHttpApiOptions() => new()
    {
        CorsOrigins = Server.CorsOrigins,
        AllowQueryToken = Configuration.GetValue("AdminAuth:AllowQueryToken", false),
        AnonymousIngest = AnonymousIngest.FromLoopback,
        Dependencies = Bind<Dictionary<string, string>>("Health:Dependencies"),
    };

    private static void Add(List<KeyValuePair<string, string?>> given, string name, string? value)
    {
        if (value is not null)
        {
            given.Add(KeyValuePair.Create(name, (string?)value));
        }
    }

    private TOptions Bind<TOptions>(string name)
        where TOptions : new()
    {
        var path = name.Length == 0 ? Section : $"{Section}:{name}";
        try
        {
            return Configuration.GetSection(path).Get<TOptions>() ?? new TOptions();
        }
        catch (InvalidOperationException exception)
        {
            throw new CommandFailedException($"A setting under {path} cannot be read: {exception.Message}", exception);
        }
    }

    private void Check()
    {
        var faults = Server.Faults().Concat(ToHttpApiOptions().Faults()).Concat(Retention.Faults()).Concat(Prices.Faults()).Concat(Store.Faults()).Concat(Alerts.Faults())
            .Concat(Ingest.Problems().Concat(Masking.Problems()).Select(problem => $"{Section}:{problem}")).ToList();
        if (faults.Count > 0)
        {
            throw new CommandFailedException(string.Join(Environment.NewLine, faults));
        }
    }
}
