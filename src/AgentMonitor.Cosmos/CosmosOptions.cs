namespace AgentMonitor.Cosmos;

/// <summary>Settings of the section <see cref="Section"/>: which account, and what things are called there.</summary>
public sealed class CosmosOptions
{
    public const string Section = "CosmosDb";

    /// <summary>For the emulator: account and key. Either this or <see cref="AccountEndpoint"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>For Azure: the account's address; the identity is that of the process (DefaultAzureCredential).</summary>
    public string? AccountEndpoint { get; set; }

    public string Database { get; set; } = "agentmonitor";

    public string ExecutionsContainer { get; set; } = "executions";

    public string RollupsContainer { get; set; } = "rollups";

    public string ViewsContainer { get; set; } = "views";

    public string DeadLettersContainer { get; set; } = "deadletters";

    /// <summary>What admins set and what must not be forgotten.</summary>
    public string StateContainer { get; set; } = "state";

    /// <summary>Leases of the change feed's triggers.</summary>
    public string LeasesContainer { get; set; } = "leases";

    /// <summary>The lease prefix of the trigger that projects, by which its lag is found.</summary>
    public string LeasePrefix { get; set; } = "projection";

    /// <summary>
    /// Over how many logical partitions executions are spread, by a stable hash of their id. It can never be changed
    /// for a container that holds executions.
    /// </summary>
    public int Shards { get; set; } = 64;

    /// <summary>
    /// Raised by hand to rebuild every rollup from the beginning, together with a new <see cref="LeasePrefix"/>: rollups
    /// of another generation are neither read nor written.
    /// </summary>
    public int Generation { get; set; } = 1;

    /// <summary>Creates the database and containers at start; needs a key, or a role on the control plane.</summary>
    public bool CreateContainers { get; set; } = true;

    /// <summary>Goes through the account's gateway alone, which is all that the Linux emulator has; slower by a hop.</summary>
    public bool Gateway { get; set; }

    /// <summary>How old the count of running executions may be, which is the one query that asks every partition.</summary>
    public TimeSpan RunningCountAge { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How old the counts of users and of sessions that are going on may be, each of which asks several partitions.</summary>
    public TimeSpan AudienceCountAge { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long buckets that are over are remembered instead of read again: that long an execution that came late may
    /// be missing from an answer of another instance than the one that projected it.
    /// </summary>
    public TimeSpan ClosedBucketsAge { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How much of them, by the size of their stored form.</summary>
    public long ClosedBucketsBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Requests that one call of a port has under way at a time.</summary>
    public int Concurrency { get; set; } = 32;

    /// <summary>What is wrong with these settings, in a sentence that names the setting; null when nothing is.</summary>
    public string? Check() =>
        string.IsNullOrWhiteSpace(ConnectionString) == string.IsNullOrWhiteSpace(AccountEndpoint)
            ? $"Set either {Section}:{nameof(ConnectionString)} or {Section}:{nameof(AccountEndpoint)}."
        : !string.IsNullOrWhiteSpace(AccountEndpoint) && !Uri.TryCreate(AccountEndpoint, UriKind.Absolute, out _)
            ? $"{Section}:{nameof(AccountEndpoint)} has to be an address, such as https://name.documents.azure.com:443/."
        : Shards is < 1 or > 1024 ? $"{Section}:{nameof(Shards)} has to lie between 1 and 1024."
        : Concurrency is < 1 or > 256 ? $"{Section}:{nameof(Concurrency)} has to lie between 1 and 256."
        : ClosedBucketsAge < TimeSpan.Zero || ClosedBucketsBytes < 0 ? $"{Section}:{nameof(ClosedBucketsAge)} and {nameof(ClosedBucketsBytes)} may not be negative."
        : Generation < 1 ? $"{Section}:{nameof(Generation)} has to be 1 or more."
        : Names.Any(string.IsNullOrWhiteSpace) ? $"{Section} names a database or a container that is blank."
        : Names.Distinct(StringComparer.Ordinal).Count() < Names.Length ? $"{Section} gives two containers one name."
        : null;

    private string[] Names =>
    [
        Database + "/", ExecutionsContainer, RollupsContainer, ViewsContainer, DeadLettersContainer, StateContainer, LeasesContainer,
    ];
}
