using System.Text;
using AgentMonitor.Http.Measurement;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Wire;
using AgentMonitor.Ingest;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Ingest;

/// <summary>Writes what became of one record.</summary>
internal static class IngestAnswers
{
    public static Task WriteAsync(HttpContext context, IngestResult result)
    {
        var name = Results.Name(result.Outcome);
        context.RequestServices.GetRequiredService<ApiFigures>().RecordEnded(name);
        if (!result.Outcome.IsAccepted())
        {
            return ProblemAnswers.WriteAsync(context, IngestProblems.Of(result.Outcome, IngestProblems.Errors(result.Faults, "")));
        }

        var status = result.Outcome == IngestOutcome.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        var id = result.Id!.Value.Value;
        return IsPlain(id)
            ? WritePlainAsync(context.Response, status, id, name, context.RequestAborted)
            : JsonAnswers.WriteAsync(context, status, new IngestedDto("success", id, name), WireJson.Default.IngestedDto);
    }

    // The answer that is given most by far: nothing in it needs escaping, so it is put together from its parts.
    private static Task WritePlainAsync(
        HttpResponse response, int status, string id, string name, CancellationToken cancellationToken)
    {
        var head = "{\"status\":\"success\",\"execution_id\":\""u8;
        var middle = "\",\"result\":\""u8;
        var tail = "\"}"u8;
        var length = head.Length + id.Length + middle.Length + name.Length + tail.Length;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = length;

        var writer = response.BodyWriter;
        var span = writer.GetSpan(length);
        head.CopyTo(span);
        var at = head.Length;
        at += Encoding.ASCII.GetBytes(id, span[at..]);
        middle.CopyTo(span[at..]);
        at += middle.Length;
        at += Encoding.ASCII.GetBytes(name, span[at..]);
        tail.CopyTo(span[at..]);
        writer.Advance(length);
        return writer.FlushAsync(cancellationToken).AsTask();
    }

    private static bool IsPlain(string id)
    {
        foreach (var character in id)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or '.' or ':'))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>What became of one record: <c>created</c>, <c>updated</c>, <c>duplicate</c> or <c>late</c>.</summary>
public sealed record IngestedDto(string Status, string ExecutionId, string Result);
