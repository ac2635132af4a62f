using AgentMonitor.Budgets;
using AgentMonitor.Executions;
using AgentMonitor.Health.Sections;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Analytics;
using AgentMonitor.Http.Health;
using AgentMonitor.Http.Realtime;
using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Overviews;
using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Metrics.Users;
using AgentMonitor.Metrics.Zones;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.Users;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Dashboard;

/// <summary>Asks the sections of the first screen side by side.</summary>
internal static class DashboardReading
{
    private const int HeatmapHours = 7 * 24;

    private const int Recent = 50;

    private const int ErrorGroups = 10;

    private const int TopUsers = 10;

    private static readonly TimeSpan MostByHour = TimeSpan.FromHours(48);

    public static async Task<DashboardDto> ReadAsync(
        IServiceProvider services, SectionedWindow asked, SectionSet sections, CancellationToken cancellationToken)
    {
        var (window, clock) = (asked.Window, services.GetRequiredService<TimeProvider>());
        var progress = services.GetRequiredService<IFeedProgress>();
        var (asOf, lag) = (progress.AsOf, progress.Lag);
        var overview = sections.AskAsync("overview", stop => OverviewAsync(services, asked, stop));
        var timeline = sections.AskAsync("timeline", stop => TimelineAsync(services, asked, stop));
        var agents = sections.AskAsync("agents", async stop => AgentListDto.From(
            await services.GetRequiredService<MetricsQuery>().AgentsAsync(window, stop),
            await services.GetRequiredService<IRunningExecutions>().CountByAgentAsync(stop)).Agents);
        var errors = sections.AskAsync("errors", async stop => (IReadOnlyList<ErrorGroupDto>)
            [.. (await services.GetRequiredService<ErrorGroupsQuery>().GetAsync(window, null, null, ErrorGroups, stop)).Select(ErrorGroupDto.From)]);
        var recent = sections.AskAsync("recent", async stop => (IReadOnlyList<ExecutionSummaryDto>)
            [.. (await services.GetRequiredService<IExecutionLists>().ListAsync(ExecutionFilter.None, null, Recent, stop)).Items.Select(ExecutionSummaryDto.From)]);
        var heatmap = sections.AskAsync("heatmap", async stop => new DashboardHeatmapDto(asked.ZoneName,
            [.. (await services.GetRequiredService<HeatmapQuery>()
                .GetAsync(MetricsWindow.LastHours(HeatmapHours, clock.GetUtcNow()), asked.Zone, null, null, stop)).Cells.Select(HeatmapCellDto.From)]));
        var users = sections.AskAsync("users", async stop => await TopUsersEndpoint.RowsAsync(
            await services.GetRequiredService<TopUsersQuery>().GetAsync(window, UserOrder.Executions, TopUsers, stop),
            services.GetRequiredService<IUsers>(), stop));
        var budgets = sections.AskAsync("budgets", stop => BudgetsAsync(services, stop));
        var health = QuickHealth.ReadAsync(services, cancellationToken);
        var now = await RealtimeReading.ReadAsync(services, asked, sections);
        var (over, curve, who, wrong, last) = (await overview, await timeline, await agents, await errors, await recent);
        var (week, top, spent, how) = (await heatmap, await users, await budgets, await health);
        var meta = SectionedMetaDto.From(asOf, lag, sections);
        var realtime = RealtimeDto.From(now, asked, clock.GetUtcNow(), meta);
        return new DashboardDto(
            "success", over, realtime, curve, who, wrong, last, week, top, now.Alerts, now.Escalations, spent, how,
            realtime.Window, meta);
    }

    private static async Task<DashboardOverviewDto> OverviewAsync(IServiceProvider services, SectionedWindow asked, CancellationToken stop)
    {
        var answer = await services.GetRequiredService<OverviewQuery>().GetAsync(new MetricsRequest(asked.Window), asked.Zone, stop);
        var uptime = await services.GetRequiredService<UptimeReading>().FindRatioAsync(stop);
        return DashboardOverviewDto.From(OverviewDto.From(answer, asked.ZoneName, uptime));
    }

    private static async Task<DashboardTimelineDto> TimelineAsync(IServiceProvider services, SectionedWindow asked, CancellationToken stop)
    {
        var granularity = asked.Window.Length <= MostByHour ? Granularity.Hour : Granularity.Day;
        var request = new TimelineRequest(asked.Window, granularity, asked.Zone);
        var answer = await services.GetRequiredService<TimelineQuery>().GetAsync(request, stop);
        return DashboardTimelineDto.From(TimelineDto.From(request, answer, asked.ZoneName));
    }

    private static async Task<IReadOnlyList<BudgetRow>> BudgetsAsync(IServiceProvider services, CancellationToken stop)
    {
        var budgets = await services.GetRequiredService<BudgetBook>().ReadAsync(stop);
        return await services.GetRequiredService<BudgetQuery>().GetAsync(budgets.Value, stop);
    }
}
