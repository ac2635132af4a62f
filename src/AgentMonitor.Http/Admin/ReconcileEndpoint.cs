using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Admin;

/// <summary><c>GET /api/admin/reconcile</c>: the last proof; <c>POST</c>: run it.</summary>
internal static class ReconcileEndpoint
{
    public static RouteShape GetShape { get; } = new(typeof(ReconcileDto));

    public static RouteShape PostShape { get; } = new(typeof(ReconcileDto))
    {
        Query =
        [
            new RouteParameter("from", "string", "The first instant, RFC 3339; by default as far back as raw executions are kept."),
            new RouteParameter("to", "string", "The end; now by default."),
            new RouteParameter("repair", "string", "true: mend what differs."),
        ],
        Problems = [409, 422],
    };

    private static Problem Running { get; } = new(
        StatusCodes.Status409Conflict, "reconcile-running", "Already running", "A recount is running; ask for its report later.");

    public static async Task GetAsync(HttpContext context) => await AnswerAsync(
        context, await context.RequestServices.GetRequiredService<LastRecount>().FindAsync(context.RequestAborted));

    public static async Task PostAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var query = new QueryReader(context.Request.Query);
        var to = query.Instant("to") ?? now;
        var from = query.Instant("from") ?? now - services.GetRequiredService<RetentionAges>().Raw;
        var repair = query.Flag("repair");
        to = to < now ? to : now;
        if (from >= to)
        {
            query.Add("from", "out_of_range", "from must lie before to and before now.");
        }

        if (await query.RefusesAsync(context))
        {
            return;
        }

        var report = await services.GetRequiredService<ReconcileRuns>().TryRunAsync(from, to, repair, context.RequestAborted);
        await (report is null ? ProblemAnswers.WriteAsync(context, Running) : AnswerAsync(context, report));
    }

    private static Task AnswerAsync(HttpContext context, ReconcileReport? report) => JsonAnswers.OkAsync(
        context,
        new ReconcileDto("success", report is null ? null : ReconcileReportDto.Of(report)),
        WireJson.Default.ReconcileDto);
}

/// <summary>A proof that rollups equal a recount; null when none ran lately.</summary>
public sealed record ReconcileDto(string Status, ReconcileReportDto? Report);

public sealed record ReconcileReportDto(
    DateTimeOffset From,
    DateTimeOffset To,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    bool Repair,
    long Executions,
    long Documents,
    long Cells,
    long Drift,
    long RepairedCells,
    long MovedDocuments,
    IReadOnlyList<CellDifferenceDto> Differences)
{
    internal static ReconcileReportDto Of(ReconcileReport report) => new(
        report.From, report.To, report.StartedAt, report.FinishedAt, report.Repair, report.Executions, report.Documents,
        report.Cells, report.Drift, report.RepairedCells, report.MovedDocuments,
        [.. report.Differences.Select(CellDifferenceDto.From)]);
}

/// <summary>One cell that differs; counts of executions.</summary>
public sealed record CellDifferenceDto(
    string Scope, Grain Grain, DateTimeOffset Start, string Cell, long Stored, long Recounted)
{
    internal static CellDifferenceDto From(CellDifference difference) => new(
        difference.Key.Scope.Value, difference.Key.Bucket.Grain, difference.Key.Bucket.Start, difference.Cell,
        difference.Stored, difference.Recounted);
}
