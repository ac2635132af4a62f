using AgentMonitor.Executions;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Routing;
using AgentMonitor.Ingest;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Ingest;

/// <summary>What agents call: <c>POST /api/executions</c>, <c>…/{id}/complete</c> and <c>…/{id}/heartbeat</c></summary>
internal static class ExecutionsEndpoint
{
    public static RouteShape PostShape { get; } = new(typeof(IngestedDto))
    {
        Body = typeof(RecordDto),
        BatchAnswer = typeof(BatchDto),
        BodyTypes = ["application/x-ndjson"],
        Successes = [201, 200],
        Problems = [400, 409, 413, 415, 422],
    };

    public static RouteShape CompleteShape { get; } = new(typeof(IngestedDto))
    {
        Body = typeof(RecordDto),
        Successes = [200, 201],
        Problems = [400, 404, 409, 413, 415, 422],
    };

    public static RouteShape HeartbeatShape { get; } = new(typeof(IngestedDto)) { Problems = [404, 415, 422] };

    public static async Task PostAsync(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IngestOptions>();
        var ingestion = context.RequestServices.GetRequiredService<Ingestion>();
        if (DeclaredFormat.Find(context.Request.ContentType) is not { } format)
        {
            await ProblemAnswers.WriteAsync(context, Problem.MediaType);
            return;
        }

        await ingestion.WaitForRoomAsync(context.RequestAborted);
        var (body, problem) = await BodyReader.ReadAsync(context, options.MaxRequestBytes);
        if (body is null)
        {
            await ProblemAnswers.WriteAsync(context, problem!);
            return;
        }

        using (body)
        {
            var split = RequestSplitter.Split(body.Memory, format, options);
            if (split.Refusal is { } refusal)
            {
                var errors = IngestProblems.Errors(split.Fault is { } fault ? [fault] : [], "");
                await ProblemAnswers.WriteAsync(context, IngestProblems.Of(refusal, errors));
                return;
            }

            var results = await ingestion.AcceptAsync(
                split.Records, FindIdempotencyKey(context), split.IsArray, context.RequestAborted);
            await (split.IsArray ? BatchAnswer.WriteAsync(context, results) : IngestAnswers.WriteAsync(context, results[0]));
        }
    }

    public static async Task CompleteAsync(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IngestOptions>();
        if (DeclaredFormat.Find(context.Request.ContentType) != BatchFormat.Json)
        {
            await ProblemAnswers.WriteAsync(context, Problem.MediaType);
            return;
        }

        var (body, problem) = await BodyReader.ReadAsync(context, options.MaxRequestBytes);
        if (body is null)
        {
            await ProblemAnswers.WriteAsync(context, problem!);
            return;
        }

        using (body)
        {
            var result = await context.RequestServices.GetRequiredService<Ingestion>()
                .CompleteAsync(IdOf(context), body.Memory, context.RequestAborted);
            await IngestAnswers.WriteAsync(context, result);
        }
    }

    /// <summary>Takes no body; one that is declared has to be JSON, as on the other routes.</summary>
    public static async Task HeartbeatAsync(HttpContext context)
    {
        if (context.Request.ContentType is { Length: > 0 } type && DeclaredFormat.Find(type) is null)
        {
            await ProblemAnswers.WriteAsync(context, Problem.MediaType);
            return;
        }

        var result = await context.RequestServices.GetRequiredService<Ingestion>()
            .HeartbeatAsync(IdOf(context), context.RequestAborted);
        await IngestAnswers.WriteAsync(context, result);
    }

    private static string? FindIdempotencyKey(HttpContext context) =>
        context.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key ? key : null;

    // One that cannot be an id is refused by the intake, with its sentence.
    private static ExecutionId IdOf(HttpContext context) => new(PathText.Find(context, "id") ?? "");
}
