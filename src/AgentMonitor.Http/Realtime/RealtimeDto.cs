using System.Text.Json.Serialization;
using AgentMonitor.Alerts;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Escalations;
using AgentMonitor.Http.Health;
using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Rollups;
using AgentMonitor.Sessions;
using AgentMonitor.Users;

namespace AgentMonitor.Http.Realtime;

/// <summary>How everything stands right now. A section that cannot be had is null; <see cref="Meta"/> says which.</summary>
public sealed record RealtimeDto(
    string Status,
    DateTimeOffset Timestamp,
    int? ActiveConnections,
    long? MessagesLastHour,
    long? EscalationsToday,
    double? SystemLoad,
    long? ResponseTime,
    CostTotalsDto? Cost,
    PresentUsersDto? ActiveUsers,
    TransactionsDto? Transactions,
    PresentSessionsDto? LiveSessions,
    EscalationCountsDto? Escalations,
    GoalsDto? Outcomes,
    SystemDto System,
    IReadOnlyList<AlertNotice>? Alerts,
    WindowDto Window,
    SectionedMetaDto Meta)
{
    /// <summary>The first ones are of an earlier system: messages are executions, the load is that of the processors in percent.</summary>
    internal static RealtimeDto From(RealtimeSections now, SectionedWindow asked, DateTimeOffset timestamp, SectionedMetaDto meta) => new(
        "success", timestamp, now.System.LiveConnections, now.LastHour?.Totals.Total, now.Escalations?.Today,
        now.System.Figures.CpuPercent, now.LastHour?.Totals.AverageDurationMs, now.Cost, now.Users, now.Transactions, now.Sessions,
        now.Escalations, now.Goals, now.System.Figures, now.Alerts, WindowDto.Of(asked.Window, Grain.Minute, asked.ZoneName), meta);
}

/// <summary>In USD, on the zone's calendar; weeks begin on Monday.</summary>
public sealed record CostTotalsDto(decimal Total, decimal Today, decimal ThisWeek, decimal ThisMonth)
{
    internal static CostTotalsDto From(Totals ever, CalendarTotals calendar) =>
        new(ever.Cost.Usd, calendar.Today.Cost.Usd, calendar.ThisWeek.Cost.Usd, calendar.ThisMonth.Cost.Usd);
}

/// <param name="Total">Ever seen.</param>
/// <param name="Current">Within the last five minutes.</param>
/// <param name="Unique">Of the window, as new and returning ones are.</param>
/// <param name="PeakConcurrent">The most executions that were under way in one minute of the window; null where hours are no longer kept.</param>
public sealed record PresentUsersDto(
    long Total,
    long Current,
    [property: JsonPropertyName("active_30m")] long Active30M,
    long Today,
    long ThisWeek,
    [property: JsonPropertyName("peak_24h")] long Peak24H,
    long Unique,
    long New,
    long Returning,
    IReadOnlyDictionary<string, long> ByRegion,
    long? PeakConcurrent)
{
    internal static PresentUsersDto From(ActiveUsers users, long? peakConcurrent) => new(
        users.Total, users.Current, users.Active30M, users.Today, users.ThisWeek, users.Peak24H, users.Unique, users.New,
        users.Returning, users.ByRegion, peakConcurrent);
}

/// <summary>Executions of the window by state; pending ones are those that run. Cancelled ones are apart.</summary>
public sealed record TransactionsDto(long Total, long Pending, long Running, long Completed, long Failed, long Cancelled)
{
    internal static TransactionsDto From(Totals window, long running) => new(
        running + window.Total, running, running, window[Counter.Success], window.Failed, window[Counter.Cancelled]);
}

/// <summary>Sessions that were active within the last 30 minutes.</summary>
public sealed record PresentSessionsDto(
    long Total, IReadOnlyDictionary<string, long> ByLanguage, long? AverageDurationMs, long NewInLastMinute)
{
    internal static PresentSessionsDto From(LiveSessions live) =>
        new(live.Total, live.ByLanguage, live.AverageDurationMs, live.New);
}

/// <summary>Of the window. The rate is of those that said whether their goal was reached.</summary>
public sealed record GoalsDto(long Started, long GoalReached, long GoalMissed, long Unreported, decimal? GoalRate)
{
    internal static GoalsDto From(Totals window)
    {
        var started = window.Total + window[Counter.Cancelled];
        var (reached, missed) = (window[Counter.GoalReached], window[Counter.GoalMissed]);
        decimal? rate = reached + missed == 0 ? null : Math.Round((decimal)reached / (reached + missed), 4, MidpointRounding.ToEven);
        return new GoalsDto(started, reached, missed, started - reached - missed, rate);
    }
}

/// <summary>Of the instance that answers.</summary>
/// <param name="NetworkLatencyMs">To the store where it is another machine's, else to the first dependency outside; null without either.</param>
/// <param name="ErrorRate">Of the executions of the last hour; null without one.</param>
/// <param name="ThroughputPerMin">Executions that ended in the last five whole minutes, by the minute.</param>
public sealed record SystemDto(
    double? CpuPercent, long? MemoryMb, double? DiskPercent, decimal? NetworkLatencyMs, decimal? ErrorRate,
    decimal? ThroughputPerMin, FunctionsDto? Functions, StoreDto? Store);
