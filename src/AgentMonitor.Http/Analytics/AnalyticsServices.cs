using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Concurrency;
using AgentMonitor.Metrics.Outcomes;
using AgentMonitor.Metrics.Overviews;
using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Metrics.Users;
using AgentMonitor.Projection;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Analytics;

internal static class AnalyticsServices
{
    /// <summary>What is asked about history.</summary>
    public static IServiceCollection AddAnalytics(this IServiceCollection services)
    {
        services.AddSingleton<SeriesReader>();
        services.AddSingleton<TimelineQuery>();
        services.AddSingleton<HeatmapQuery>();
        services.AddSingleton<CalendarTotalsQuery>();
        services.AddSingleton<SavedDays>();
        services.AddSingleton<AllTimeTotals>();
        services.AddSingleton<OverviewQuery>();
        services.AddSingleton<OutcomesQuery>();
        services.AddSingleton<TopUsersQuery>();
        services.AddSingleton<AgentDetailQuery>();
        services.AddSingleton<PeakConcurrencyQuery>();
        services.AddSingleton<MinutePeakQuery>();
        return services;
    }
}
