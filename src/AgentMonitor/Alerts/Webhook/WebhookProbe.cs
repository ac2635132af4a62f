using System.Globalization;
using AgentMonitor.Health;

namespace AgentMonitor.Alerts.Webhook;

/// <summary>How the webhook does, from what its outbox has written down: looking sends nothing.</summary>
public sealed class WebhookProbe(AlertBook book, AlertOptions options, TimeProvider clock) : IHealthProbe
{
    /// <summary>Whoever asks all the time gets what was found so long ago.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(15);

    public string Name => "webhook";

    public bool IsThere => options.HasWebhook;

    public async ValueTask<Finding> ProbeAsync(CancellationToken cancellationToken) =>
        Find(await book.ReadStandingAsync(cancellationToken).ConfigureAwait(false), clock.GetUtcNow());

    /// <summary>Degraded while the last delivery failed; before the first there is nothing wrong.</summary>
    internal static Finding Find(AlertStanding standing, DateTimeOffset now)
    {
        // One that was written before there was a since has failed at least since its last try.
        DateTimeOffset? since = standing.LastDelivery is { Error: not null } failed ? standing.FailingSince ?? failed.At : null;
        var figures = new Dictionary<string, double?>
        {
            ["unsent_notices"] = standing.Deliveries.Count,
            ["failing_seconds"] = since is { } begun ? Math.Max(0, Math.Round((now - begun).TotalSeconds)) : null,
            ["last_delivery_seconds"] = standing.LastDelivery is { } last ? Math.Max(0, Math.Round((now - last.At).TotalSeconds)) : null,
        };
        return since is null
            ? new Finding(HealthState.Ok, standing.LastDelivery is null ? "Nothing has been delivered yet." : null, figures)
            : new Finding(HealthState.Degraded, Sentence(since.Value, standing), figures);
    }

    private static string Sentence(DateTimeOffset since, AlertStanding standing) => string.Create(
        CultureInfo.InvariantCulture, $"Deliveries fail since {since.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}: {standing.LastDelivery!.Error}");
}
