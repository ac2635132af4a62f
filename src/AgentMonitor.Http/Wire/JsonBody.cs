using System.Text.Json;
using AgentMonitor.Http.Ingest;
using AgentMonitor.Http.Problems;
using AgentMonitor.Ingest;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Wire;

/// <summary>Reads the small JSON bodies of configuration and actions.</summary>
internal static class JsonBody
{
    public const int MaximumBytes = 256 * 1024;

    /// <summary>The body, or null once the problem with it is answered. Whoever gets it disposes it.</summary>
    public static async ValueTask<JsonDocument?> ReadOrAnswerAsync(HttpContext context)
    {
        if (DeclaredFormat.Find(context.Request.ContentType) is not BatchFormat.Json)
        {
            await ProblemAnswers.WriteAsync(context, Problem.MediaType);
            return null;
        }

        var (body, problem) = await BodyReader.ReadAsync(context, MaximumBytes);
        if (body is null)
        {
            await ProblemAnswers.WriteAsync(context, problem!);
            return null;
        }

        using (body)
        {
            try
            {
                // A copy: the pooled bytes are somebody else's in a moment.
                return JsonDocument.Parse(body.Memory.ToArray());
            }
            catch (JsonException)
            {
                await ProblemAnswers.WriteAsync(context, Problem.Malformed);
                return null;
            }
        }
    }
}
