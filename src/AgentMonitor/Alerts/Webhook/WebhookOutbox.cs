namespace AgentMonitor.Alerts.Webhook;

/// <summary>A try, and whether it was the last of its delivery: because it was taken, or because it is given up.</summary>
public sealed record WebhookTry(WebhookDelivery Delivery, WebhookOutcome Outcome, bool IsLast);

/// <summary>
/// Sends what alerts left to be told. Each is taken first, so that of several who look at once one sends, and is gone
/// once the receiver took it; whoever dies in between leaves it to be sent again, under the same id.
/// </summary>
public sealed class WebhookOutbox(AlertBook book, IWebhookSender sender, AlertOptions options, TimeProvider clock)
{
    /// <summary>How long it is tried.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    // Longer than a try can take.
    private static readonly TimeSpan Taken = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Sends what is due, oldest first, until one fails: the others would meet the same receiver.</summary>
    public async Task<IReadOnlyList<WebhookTry>> RunAsync(CancellationToken cancellationToken)
    {
        var tries = new List<WebhookTry>();
        while (options.HasWebhook && await TakeAsync(cancellationToken).ConfigureAwait(false) is { } delivery)
        {
            var outcome = await sender.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
            tries.Add(await SettleAsync(delivery, outcome, cancellationToken).ConfigureAwait(false));
            if (outcome.Error is not null)
            {
                break;
            }
        }

        return tries;
    }

    /// <summary>Sends what an alert of this rule would look like, at once and once. There has to be a webhook.</summary>
    public async Task<WebhookOutcome> TestAsync(AlertRule rule, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var alert = new Alert
        {
            Id = AlertEvaluator.NewId(),
            RuleId = rule.Id,
            RuleName = rule.Name,
            Kind = rule.Kind,
            Severity = rule.Severity,
            Subject = rule.Agent is null ? null : AlertSubject.Agent(rule.Agent),
            State = AlertState.Firing,
            Threshold = rule.Threshold,
            Message = "This is a test: nothing has happened.",
            Since = now,
            SeenAt = now,
            FiredAt = now,
        };
        var delivery = new WebhookDelivery { Id = AlertEvaluator.NewId(), Event = WebhookEvent.Test, Alert = alert, At = now };
        var outcome = await sender.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
        await book.Standing.ChangeAsync(standing => standing.With(outcome), cancellationToken).ConfigureAwait(false);
        return outcome;
    }

    /// <summary>1 s after the first failure, then twice as long each time, an hour at most.</summary>
    public static TimeSpan PauseAfter(int tries) =>
        tries > 12 ? LongestPause : TimeSpan.FromSeconds(Math.Pow(2, Math.Max(0, tries - 1)));

    private async ValueTask<WebhookDelivery?> TakeAsync(CancellationToken cancellationToken)
    {
        WebhookDelivery? taken = null;
        await book.Standing.ChangeAsync(
            standing =>
            {
                var now = clock.GetUtcNow();
                taken = standing.Deliveries.FirstOrDefault(delivery => IsDue(delivery, now));
                if (taken is null)
                {
                    return standing;
                }

                taken = taken with { Tries = taken.Tries + 1, NextTryAt = now + Taken };
                return standing with { Deliveries = [.. standing.Deliveries.Select(other => other.Id == taken.Id ? taken : other)] };
            },
            cancellationToken).ConfigureAwait(false);
        return taken;
    }

    // A clock that was set back must not hold up what was due by it before.
    private static bool IsDue(WebhookDelivery delivery, DateTimeOffset now) =>
        delivery.NextTryAt <= now || delivery.NextTryAt > now + LongestPause;

    private async ValueTask<WebhookTry> SettleAsync(
        WebhookDelivery delivery, WebhookOutcome outcome, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var isLast = outcome.Error is null || now - delivery.At >= Patience;
        await book.Standing.ChangeAsync(
            standing => standing.With(outcome) with
            {
                Deliveries =
                [
                    .. standing.Deliveries.Where(other => !isLast || other.Id != delivery.Id)
                        .Select(other => other.Id == delivery.Id ? delivery with { NextTryAt = now + PauseAfter(delivery.Tries) } : other),
                ],
            },
            cancellationToken).ConfigureAwait(false);
        return new WebhookTry(delivery, outcome, isLast);
    }
}
