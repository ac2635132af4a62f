using AgentMonitor.Health;
using AgentMonitor.Health.Sections;
using AgentMonitor.Health.Vitals;
using AgentMonitor.Heartbeats;

namespace AgentMonitor.Http.Health;

/// <summary>
/// How the monitor itself is, in sections; one that cannot be had is null, and <see cref="Sections"/> says so. The state
/// is that of the worst dependency.
/// </summary>
public sealed record HealthDetailsDto(
    string Status,
    HealthState State,
    DateTimeOffset CheckedAt,
    ProcessDto? Process,
    IReadOnlyList<DependencyDto> Dependencies,
    FeedDto? Feed,
    QueueDto Queue,
    long? DeadLetters,
    int? LiveConnections,
    StoreDto? Store,
    FunctionsDto? Functions,
    UptimeDto? Uptime,
    IReadOnlyDictionary<string, SectionState> Sections,
    IReadOnlyDictionary<string, DateTimeOffset> SectionsAsOf);

/// <param name="MemoryMb">Resident.</param>
/// <param name="DiskPercent">Used of the data folder's volume; null on a host without one.</param>
/// <param name="Host">Which of the two hosts answers.</param>
public sealed record ProcessDto(
    double? CpuPercent, long MemoryMb, long ManagedMb, int Threads, long? DiskFreeMb, double? DiskPercent,
    long UptimeSeconds, string Version, HostKind Host)
{
    internal static ProcessDto From(ProcessVitals vitals, TimeSpan uptime, HostKind host) => new(
        vitals.CpuPercent, vitals.MemoryMb, vitals.ManagedMb, vitals.Threads, vitals.DiskFreeMb, vitals.DiskPercent,
        (long)uptime.TotalSeconds, ProductVersion.Text, host);
}

/// <summary>What we lean on: our own parts, and addresses outside, which are looked at every five minutes.</summary>
public sealed record DependencyDto(
    string Name, HealthState State, decimal LatencyMs, DateTimeOffset CheckedAt, string? Sentence,
    IReadOnlyDictionary<string, double?> Figures)
{
    internal static DependencyDto From(ProbedPart part) => new(
        part.Name, part.Finding.State, Math.Round((decimal)part.LatencyMs, 2), part.CheckedAt, part.Finding.Sentence,
        part.Finding.Figures);
}

/// <param name="Position">The last change that is in the rollups; null where there is no one line of them.</param>
public sealed record FeedDto(long? LagMs, long Pending, long? Position);

/// <param name="QueuedRecords">Waiting for their commit; null where there is no such queue.</param>
/// <param name="UnansweredBytes">Of requests that have arrived and are not answered.</param>
/// <param name="Rejections">Requests with executions that were answered with 429 or 503, since the start.</param>
public sealed record QueueDto(long? QueuedRecords, long UnansweredBytes, long Rejections);

/// <summary>The store's figures; what its kind does not have is null. Sums are this instance's, since its start.</summary>
public sealed record StoreDto(
    StoreKind Kind,
    long? LogBytes,
    long? LogWalBytes,
    long? ViewsBytes,
    long? ViewsWalBytes,
    long? StateBytes,
    decimal? LastCommitMs,
    decimal? RequestUnits,
    long? Throttled,
    long? Operations,
    decimal? RuPerExecution)
{
    internal static StoreDto From(StoreVitals vitals) => new(
        vitals.Kind, vitals.LogBytes, vitals.LogWalBytes, vitals.ViewsBytes, vitals.ViewsWalBytes, vitals.StateBytes,
        vitals.LastCommit is { } commit ? Math.Round((decimal)commit.TotalMilliseconds, 2) : null,
        Rounded(vitals.RequestUnits), vitals.Throttled, vitals.Operations, Rounded(vitals.RequestUnitsPerExecution));

    private static decimal? Rounded(double? units) => units is { } known ? Math.Round((decimal)known, 2) : null;
}

/// <summary>This instance's invocations since its start; the average duration is null before the first.</summary>
public sealed record FunctionsDto(long Invocations, long Failures, decimal? DurationMs, long Throttled)
{
    internal static FunctionsDto From(FunctionVitals vitals) => new(
        vitals.Invocations, vitals.Failures,
        vitals.Average is { } average ? Math.Round((decimal)average.TotalMilliseconds, 2) : null, vitals.Throttled);
}

/// <summary>The share of minutes in which the monitor was up, of those since <see cref="Since"/>; null before one has passed.</summary>
/// <param name="StartedAt">When the process that answers was started.</param>
public sealed record UptimeDto(
    [property: System.Text.Json.Serialization.JsonPropertyName("ratio_24h")] decimal? Ratio24H,
    [property: System.Text.Json.Serialization.JsonPropertyName("ratio_7d")] decimal? Ratio7D,
    [property: System.Text.Json.Serialization.JsonPropertyName("ratio_30d")] decimal? Ratio30D,
    IReadOnlyList<UptimeDayDto> Days,
    DateTimeOffset? Since,
    DateTimeOffset StartedAt)
{
    internal static UptimeDto From(UptimeReport report, DateTimeOffset startedAt) => new(
        report.Ratio24H, report.Ratio7D, report.Ratio30D, [.. report.Days.Select(day => new UptimeDayDto(day.Day, day.Ratio))],
        report.Since, startedAt);
}

/// <summary>One day of UTC; null where nothing is known of it.</summary>
public sealed record UptimeDayDto(DateOnly Day, decimal? Ratio);
