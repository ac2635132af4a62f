using AgentMonitor.Alerts;
using AgentMonitor.Budgets;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Analytics;
using AgentMonitor.Http.Escalations;
using AgentMonitor.Http.Health;
using AgentMonitor.Http.Realtime;
using AgentMonitor.Metrics.Zones;

namespace AgentMonitor.Http.Dashboard;

/// <summary>Everything that the first screen shows, each section as its own route has it; one that cannot be had is null.</summary>
public sealed record DashboardDto(
    string Status,
    DashboardOverviewDto? Overview,
    RealtimeDto Realtime,
    DashboardTimelineDto? Timeline,
    IReadOnlyList<AgentDto>? Agents,
    IReadOnlyList<ErrorGroupDto>? Errors,
    IReadOnlyList<ExecutionSummaryDto>? Recent,
    DashboardHeatmapDto? Heatmap,
    IReadOnlyList<TopUserDto>? Users,
    IReadOnlyList<AlertNotice>? Alerts,
    EscalationCountsDto? Escalations,
    IReadOnlyList<BudgetRow>? Budgets,
    HealthDto Health,
    WindowDto Window,
    SectionedMetaDto Meta);

public sealed record DashboardOverviewDto(KpisDto Kpis, CountsDto Counts, UptimeRatioDto? Uptime, SparklineDto Sparkline)
{
    internal static DashboardOverviewDto From(OverviewDto overview) =>
        new(overview.Kpis, overview.Counts, overview.Uptime, overview.Sparkline);
}

/// <summary>By hour.</summary>
public sealed record DashboardTimelineDto(
    Granularity Granularity, string Timezone, IReadOnlyList<TimelinePointDto> Series, IReadOnlyList<TimelinePointDto> Previous,
    IReadOnlyList<AnomalyDto> Anomalies)
{
    internal static DashboardTimelineDto From(TimelineDto timeline) =>
        new(timeline.Granularity, timeline.Timezone, timeline.Series, timeline.Previous, timeline.Anomalies);
}

/// <summary>Of the last seven days.</summary>
public sealed record DashboardHeatmapDto(string Timezone, IReadOnlyList<HeatmapCellDto> Cells);
