using AgentMonitor.Executions;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Metrics;
using AgentMonitor.Rollups;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Admin;

/// <summary><c>GET /api/admin/agents</c>: who was there in the window, or runs now.</summary>
internal static class AgentsEndpoint
{
    public static RouteShape Shape { get; } =
        new(typeof(AgentListDto)) { Query = CommonParameters.Window, Problems = [422] };

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var query = new QueryReader(context.Request.Query);
        var window = WindowQuery.Read(query, services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (await query.RefusesAsync(context))
        {
            return;
        }

        var answer = await services.GetRequiredService<MetricsQuery>().AgentsAsync(window, context.RequestAborted);
        var running = await services.GetRequiredService<IRunningExecutions>().CountByAgentAsync(context.RequestAborted);
        await JsonAnswers.OkAsync(context, AgentListDto.From(answer, running), WireJson.Default.AgentListDto);
    }
}

/// <summary>Agents with their numbers, the busiest first.</summary>
public sealed record AgentListDto(string Status, IReadOnlyList<AgentDto> Agents, WindowDto Window, MetaDto Meta)
{
    internal static AgentListDto From(AgentsAnswer answer, IReadOnlyDictionary<string, long> running)
    {
        var agents = answer.Agents.Keys.Union(running.Keys, StringComparer.Ordinal)
            .Select(name => new AgentDto(
                name, running.GetValueOrDefault(name),
                CellDto.From(answer.Agents.GetValueOrDefault(name) ?? new Rollup())))
            .OrderByDescending(agent => agent.Metrics.Count)
            .ThenBy(agent => agent.AgentName, StringComparer.Ordinal);
        return new AgentListDto(
            "success", [.. agents], WindowDto.Of(answer.Window, answer.Resolution, "UTC"),
            MetaDto.From(answer.AsOf, answer.Lag));
    }
}

public sealed record AgentDto(string AgentName, long Running, CellDto Metrics);
