using AgentMonitor.Alerts;
using AgentMonitor.Escalations;
using AgentMonitor.Health;
using AgentMonitor.Health.Sections;
using AgentMonitor.Http.Escalations;
using AgentMonitor.Http.Health;
using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Concurrency;
using AgentMonitor.Metrics.Overviews;
using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Rollups;
using AgentMonitor.Sessions;
using AgentMonitor.Users;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Realtime;

/// <summary>What realtime is made of; null where it cannot be had.</summary>
internal sealed record RealtimeSections(
    CostTotalsDto? Cost, PresentUsersDto? Users, TransactionsDto? Transactions, GoalsDto? Goals, PresentSessionsDto? Sessions,
    EscalationCountsDto? Escalations, IReadOnlyList<AlertNotice>? Alerts, Rollup? LastHour, SystemNow System);

internal sealed record SystemNow(SystemDto Figures, int? LiveConnections);

/// <summary>Asks everything that realtime is made of side by side, each section guarded.</summary>
internal static class RealtimeReading
{
    private const int ThroughputMinutes = 5;

    public static async Task<RealtimeSections> ReadAsync(IServiceProvider services, SectionedWindow asked, SectionSet sections)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var metrics = services.GetRequiredService<MetricsQuery>();
        var cost = sections.AskAsync("cost", async stop => CostTotalsDto.From(
            await services.GetRequiredService<AllTimeTotals>().GetAsync(new MetricsRequest(asked.Window), stop),
            await services.GetRequiredService<CalendarTotalsQuery>().GetAsync(asked.Zone, stop)));
        var users = sections.AskAsync("active_users", async stop => PresentUsersDto.From(
            await services.GetRequiredService<ActiveUsersQuery>().GetAsync(asked.Window, asked.Zone, stop),
            (await services.GetRequiredService<PeakConcurrencyQuery>().GetAsync(asked.Window, stop))?.Value));
        var window = sections.AskAsync("transactions", async stop => WindowFigures.From(
            await metrics.SummaryAsync(new MetricsRequest(asked.Window), stop),
            await services.GetRequiredService<Executions.IRunningExecutions>().CountByAgentAsync(stop)));
        var sessions = sections.AskAsync("live_sessions", async stop =>
            PresentSessionsDto.From(await services.GetRequiredService<LiveSessionsQuery>().GetAsync(stop)));
        var escalations = sections.AskAsync("escalations", async stop =>
            EscalationCountsDto.From(await services.GetRequiredService<EscalationQueue>().CountAsync(asked.Zone, stop)));
        var alerts = sections.AskAsync("alerts", async stop => (IReadOnlyList<AlertNotice>)
            [.. (await services.GetRequiredService<AlertBook>().ReadStandingAsync(stop)).Active.Select(AlertNotice.Of)]);
        var hour = sections.AskAsync("last_hour", stop =>
            metrics.SummaryAsync(new MetricsRequest(MetricsWindow.LastHours(1, now)), stop).AsTask());
        var minutes = sections.AskAsync("throughput", stop => metrics.SummaryAsync(new MetricsRequest(LastMinutes(now)), stop).AsTask());
        var system = SystemAsync(services, sections, await hour, await minutes);
        var figures = await window;
        return new RealtimeSections(
            await cost, await users, figures?.Transactions, figures?.Goals, await sessions, await escalations, await alerts,
            await hour, await system);
    }

    private static MetricsWindow LastMinutes(DateTimeOffset now)
    {
        var minute = TimeBucket.Floor(Grain.Minute, now);
        return MetricsWindow.Between(minute.AddMinutes(-ThroughputMinutes), minute.AddTicks(-1), now);
    }

    private static async Task<SystemNow> SystemAsync(IServiceProvider services, SectionSet sections, Rollup? hour, Rollup? minutes)
    {
        var (reading, store) = (services.GetRequiredService<ProcessReading>(), services.GetRequiredService<StoreReading>());
        var process = await sections.AskAsync("process", _ => Task.FromResult(reading.Read()));
        var stored = await sections.AskAsync("store", _ => Task.FromResult(store.Read()));
        var latency = await sections.AskAsync("network", async stop => new Latency(await NetworkLatencyAsync(services, stop)));
        var figures = new SystemDto(
            process?.CpuPercent, process?.MemoryMb, process?.DiskPercent, latency?.Ms, 1 - hour?.Totals.SuccessRate,
            minutes is null ? null : Math.Round((decimal)minutes.Totals.Total / ThroughputMinutes, 2), store.ReadFunctions(), stored);
        return new SystemNow(figures, reading.LiveConnections);
    }

    private static async Task<decimal?> NetworkLatencyAsync(IServiceProvider services, CancellationToken stop)
    {
        var options = services.GetRequiredService<HttpApiOptions>();
        var name = options.Host == HostKind.Functions ? "store" : options.Dependencies.Keys.Order(StringComparer.Ordinal).FirstOrDefault();
        if (name is null)
        {
            return null;
        }

        var report = await services.GetRequiredService<HealthCheck>().RunAsync(HealthCheck.Patience, stop);
        return Math.Round((decimal)report.Parts.First(part => part.Name == name).LatencyMs, 2);
    }

    private sealed record Latency(decimal? Ms);

    private sealed record WindowFigures(TransactionsDto Transactions, GoalsDto Goals)
    {
        public static WindowFigures From(Rollup summary, IReadOnlyDictionary<string, long> running) =>
            new(TransactionsDto.From(summary.Totals, running.Values.Sum()), GoalsDto.From(summary.Totals));
    }
}
