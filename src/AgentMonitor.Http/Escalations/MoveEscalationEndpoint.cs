using System.Text.Json;
using AgentMonitor.Escalations;
using AgentMonitor.Executions;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Escalations;

/// <summary><c>POST /api/admin/escalations/{execution_id}</c>: where an admin puts it, it stays.</summary>
internal static class MoveEscalationEndpoint
{
    private const int LongestNote = 1000;

    public static RouteShape Shape { get; } = new(typeof(MovedEscalationDto))
    {
        Body = typeof(EscalationMoveDto),
        Problems = [400, 404, 413, 415, 422],
    };

    public static async Task PostAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadOrAnswerAsync(context);
        if (body is null)
        {
            return;
        }

        var faults = new List<FaultDto>();
        var state = ReadState(body.RootElement, faults);
        var note = ReadNote(body.RootElement, faults);
        if (faults.Count > 0)
        {
            await ProblemAnswers.WriteAsync(context, Problem.Unprocessable(faults));
            return;
        }

        var services = context.RequestServices;
        var moved = PathText.Find(context, "execution_id") is { } id
            ? await services.GetRequiredService<EscalationQueue>().MoveAsync(id, state, note, context.RequestAborted)
            : null;
        await (moved is null
            ? ProblemAnswers.WriteAsync(context, Problem.NotFound("No execution with this id was handed to a person."))
            : JsonAnswers.OkAsync(
                context,
                new MovedEscalationDto("success", EscalationRowDto.From(moved, services.GetRequiredService<TimeProvider>().GetUtcNow())),
                WireJson.Default.MovedEscalationDto));
    }

    private static EscalationState ReadState(JsonElement body, List<FaultDto> faults)
    {
        if (body.ValueKind == JsonValueKind.Object
            && body.TryGetProperty("state", out var value)
            && value.ValueKind == JsonValueKind.String
            && EscalationWords.State(JsonText.Find(value)) is { } state)
        {
            return state;
        }

        faults.Add(new FaultDto("/state", "unknown_value", EscalationWords.StatesSentence));
        return default;
    }

    private static string? ReadNote(JsonElement body, List<FaultDto> faults)
    {
        if (body.ValueKind != JsonValueKind.Object
            || !body.TryGetProperty("note", out var value)
            || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String
            && JsonText.Find(value) is { Length: <= LongestNote } note
            && !note.Contains('\0', StringComparison.Ordinal))
        {
            return note;
        }

        faults.Add(new FaultDto("/note", "not_a_note", $"A note is text of at most {LongestNote} characters."));
        return null;
    }
}

/// <summary>A note replaces the one before; without one that stays.</summary>
public sealed record EscalationMoveDto(EscalationState State, string? Note);

/// <summary>The escalation as it stands now.</summary>
public sealed record MovedEscalationDto(string Status, EscalationRowDto Escalation);
