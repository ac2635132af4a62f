using System.Diagnostics;
using System.Globalization;
using AgentMonitor.Http.Wire;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Problems;

/// <summary>Writes a problem as the answer.</summary>
internal static class ProblemAnswers
{
    public const string ContentType = "application/problem+json";

    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        var response = context.Response;
        if (problem.RetryAfter is { } wait)
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        var body = new ProblemDto(
            Problem.TypePrefix + problem.Slug, problem.Title, problem.Status, problem.Sentence, problem.Errors,
            TraceIdOf(context));
        return JsonAnswers.WriteAsync(context, problem.Status, body, WireJson.Default.ProblemDto, ContentType);
    }

    public static string TraceIdOf(HttpContext context) =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity
            ? activity.TraceId.ToHexString()
            : ActivityContext.TryParse(context.Request.Headers.TraceParent, null, out var caller)
                ? caller.TraceId.ToHexString()
                : context.TraceIdentifier;
}
