using System.Text.Json;
using AgentMonitor.Alerts;
using AgentMonitor.Alerts.Webhook;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Alerts;

/// <summary><c>POST /api/admin/alerts/{id}/acknowledge</c> and <c>…/test</c></summary>
internal static class AlertActionsEndpoint
{
    private const int LongestNote = 1000;

    public static RouteShape AcknowledgeShape { get; } = new(typeof(AcknowledgedDto))
    {
        Body = typeof(AcknowledgementDto),
        Problems = [400, 404, 409, 413, 415, 422],
    };

    public static RouteShape TestShape { get; } = new(typeof(AlertTestDto)) { Problems = [404, 409] };

    private static Problem NotFiring { get; } = new(
        StatusCodes.Status409Conflict, "alert-not-firing", "Not firing", "The alert is pending; it may still go away by itself.");

    private static Problem NoWebhook { get; } = new(
        StatusCodes.Status409Conflict, "no-webhook", "No webhook",
        "No webhook is set; set AgentMonitor:Alerts:WebhookUrl and WebhookSecret, and start anew.");

    public static async Task AcknowledgeAsync(HttpContext context)
    {
        var (isRead, note) = await ReadNoteAsync(context);
        if (!isRead)
        {
            return;
        }

        var book = context.RequestServices.GetRequiredService<AlertBook>();
        var (outcome, alert) = PathText.Find(context, "id") is { } id
            ? await book.AcknowledgeAsync(id, note, context.RequestAborted)
            : (AcknowledgeOutcome.NotFound, null);
        await (outcome switch
        {
            AcknowledgeOutcome.Acknowledged => JsonAnswers.OkAsync(
                context, new AcknowledgedDto("success", AlertNotice.Of(alert!)), WireJson.Default.AcknowledgedDto),
            AcknowledgeOutcome.NotFiring => ProblemAnswers.WriteAsync(context, NotFiring),
            _ => ProblemAnswers.WriteAsync(context, Problem.NotFound("No alert that is not over has this id.")),
        });
    }

    public static async Task TestAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var rules = (await services.GetRequiredService<AlertBook>().ReadRulesAsync(context.RequestAborted)).Value.Rules;
        if (rules.FirstOrDefault(rule => rule.Id == PathText.Find(context, "id")) is not { } rule)
        {
            await ProblemAnswers.WriteAsync(context, Problem.NotFound("No alert rule has this id."));
            return;
        }

        if (!services.GetRequiredService<AlertOptions>().HasWebhook)
        {
            await ProblemAnswers.WriteAsync(context, NoWebhook);
            return;
        }

        var outcome = await services.GetRequiredService<WebhookOutbox>().TestAsync(rule, context.RequestAborted);
        await JsonAnswers.OkAsync(
            context, new AlertTestDto("success", outcome.Error is null, outcome.Status, outcome.Error), WireJson.Default.AlertTestDto);
    }

    // The body may be left out. False: what is wrong with it is answered.
    private static async ValueTask<(bool IsRead, string? Note)> ReadNoteAsync(HttpContext context)
    {
        if (context.Request.ContentLength is null or 0 && string.IsNullOrEmpty(context.Request.ContentType))
        {
            return (true, null);
        }

        using var body = await JsonBody.ReadOrAnswerAsync(context);
        if (body is null)
        {
            return (false, null);
        }

        var (isNote, note) = Note(body.RootElement);
        if (!isNote)
        {
            await ProblemAnswers.WriteAsync(context, Problem.Unprocessable(
                [new FaultDto("/note", "not_a_note", $"A note is text of at most {LongestNote} characters.")]));
        }

        return (isNote, note);
    }

    private static (bool IsNote, string? Note) Note(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return (false, null);
        }

        if (!body.TryGetProperty("note", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return (true, null);
        }

        return value.ValueKind == JsonValueKind.String && JsonText.Find(value) is { Length: <= LongestNote } note && !note.Contains('\0', StringComparison.Ordinal)
            ? (true, note)
            : (false, null);
    }
}

public sealed record AcknowledgementDto(string? Note);

public sealed record AcknowledgedDto(string Status, AlertNotice Alert);

/// <summary>What came of a test: the receiver's status, or a sentence that says what went wrong.</summary>
public sealed record AlertTestDto(string Status, bool Delivered, int? StatusCode, string? Error);
