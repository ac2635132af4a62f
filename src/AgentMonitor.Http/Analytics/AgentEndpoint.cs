using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Analytics;

/// <summary><c>GET /api/admin/agents/{name}</c></summary>
internal static class AgentEndpoint
{
    public static RouteShape Shape { get; } =
        new(typeof(AgentDetailDto)) { Query = CommonParameters.Window, Problems = [404, 422] };

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var query = new QueryReader(context.Request.Query);
        var window = WindowQuery.Read(query, services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (await query.RefusesAsync(context))
        {
            return;
        }

        var detail = PathText.Find(context, "name") is { } name
            ? await services.GetRequiredService<AgentDetailQuery>().FindAsync(name, window, context.RequestAborted)
            : null;
        if (detail is null)
        {
            await ProblemAnswers.WriteAsync(context, Problem.NotFound("No agent of this name has ever been seen."));
            return;
        }

        await JsonAnswers.OkAsync(context, AgentDetailDto.From(detail), WireJson.Default.AgentDetailDto);
    }
}

/// <summary>One agent: its row of the list, its models, its latency, tokens and errors, and the window before.</summary>
public sealed record AgentDetailDto(
    string Status, AgentDto Agent, IReadOnlyDictionary<string, CellDto> Models, LatencyDto LatencyMs, LatencyDto TtftMs,
    TokensDto Tokens, IReadOnlyList<ErrorGroupDto> Errors, PreviousDto Previous, WindowDto Window, MetaDto Meta)
{
    internal static AgentDetailDto From(AgentDetail detail)
    {
        var (answer, summary) = (detail.Metrics, detail.Metrics.Summary);
        return new AgentDetailDto(
            "success", new AgentDto(detail.Agent, answer.Running ?? 0, CellDto.From(summary)),
            CellDto.FromAll(answer.Models ?? new Dictionary<string, Rollups.Rollup>()), LatencyDto.Of(summary.Latency),
            LatencyDto.Of(summary.Ttft), TokensDto.From(summary.Totals), [.. detail.Errors.Select(ErrorGroupDto.From)],
            PreviousDto.From(answer.Previous), WindowDto.Of(answer.Window, answer.Resolution, "UTC"),
            MetaDto.From(answer.AsOf, answer.Lag));
    }
}
