using System.Globalization;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Export;

/// <summary>
/// <c>GET /api/monitoring/export</c>: every execution that matches the filters of the list, streamed as a file.
/// </summary>
internal static class ExportEndpoint
{
    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var query = new QueryReader(context.Request.Query);
        var filter = ExecutionFilterQuery.Read(query);
        var name = query.Text("format") ?? "csv";
        var format = ExportFormat.Find(name);
        if (format is null)
        {
            query.Add("format", "unknown_value", "This parameter must be csv, json or ndjson.");
        }

        if (format is null || query.Faults.Count > 0)
        {
            await ProblemAnswers.WriteAsync(context, Problem.Unprocessable(query.Faults));
            return;
        }

        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = format.ContentType;
        context.Response.Headers.ContentDisposition = string.Create(
            CultureInfo.InvariantCulture, $"attachment; filename=\"executions-{now:yyyyMMdd'T'HHmmss'Z'}.{name}\"");
        await services.GetRequiredService<ExecutionExport>()
            .WriteAsync(filter, format, context.Response.BodyWriter, context.RequestAborted);
    }
}
