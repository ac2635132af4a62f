using AgentMonitor.Alerts;
using AgentMonitor.Alerts.Webhook;
using AgentMonitor.Executions;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Http.Alerts;

/// <summary>What a host has to do again and again so that alerts fire, are told and in the end forgotten.</summary>
public sealed partial class AlertWatch(
    AlertEvaluator evaluator, WebhookOutbox outbox, AlertHistory history, TimeProvider clock, ILogger<AlertWatch> logger)
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromHours(1);

    private long? _sweptAt;

    /// <summary>Looks at all rules.</summary>
    public async Task EvaluateAsync(CancellationToken cancellationToken)
    {
        var report = await evaluator.RunAsync(cancellationToken);
        foreach (var alert in report.Raised)
        {
            Log.Raised(logger, alert.RuleId, alert.Severity, alert.Value, alert.Threshold);
        }

        foreach (var alert in report.Resolved)
        {
            Log.Resolved(logger, alert.RuleId, alert.Value, alert.Threshold);
        }

        Tell(report);
        await SweepAsync(cancellationToken);
    }

    /// <summary>Tells the webhook what it has not been told yet.</summary>
    public async Task DeliverAsync(CancellationToken cancellationToken)
    {
        foreach (var (delivery, outcome, isLast) in await outbox.RunAsync(cancellationToken))
        {
            if (outcome.Error is null)
            {
                Log.Delivered(logger, delivery.Id, delivery.Tries);
            }
            else if (isLast)
            {
                Log.GivenUp(logger, delivery.Id, delivery.Tries, outcome.Error);
            }
            else
            {
                Log.Refused(logger, delivery.Id, delivery.Tries, outcome.Error);
            }
        }
    }

    private void Tell(AlertReport report)
    {
        foreach (var (rule, fault) in report.Unread)
        {
            if (fault is StoreUnavailableException)
            {
                Log.Postponed(logger, rule.Id, fault.Message);
            }
            else
            {
                Log.Failed(logger, rule.Id, fault);
            }
        }

        if (report.DroppedDeliveries > 0)
        {
            Log.Dropped(logger, report.DroppedDeliveries);
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (_sweptAt is { } sweptAt && clock.GetElapsedTime(sweptAt) < SweepPeriod)
        {
            return;
        }

        await history.SweepAsync(cancellationToken);
        _sweptAt = clock.GetTimestamp();
    }

    private static partial class Log
    {
        [LoggerMessage(700, LogLevel.Warning, "The alert {Rule} ({Severity}) fires: {Value}, threshold {Threshold}.")]
        public static partial void Raised(ILogger logger, string rule, AlertSeverity severity, decimal? value, decimal? threshold);

        [LoggerMessage(701, LogLevel.Information, "The alert {Rule} is over: {Value}, threshold {Threshold}.")]
        public static partial void Resolved(ILogger logger, string rule, decimal? value, decimal? threshold);

        [LoggerMessage(702, LogLevel.Warning, "The alert {Rule} cannot be looked at now: {Reason}")]
        public static partial void Postponed(ILogger logger, string rule, string reason);

        [LoggerMessage(703, LogLevel.Error, "The alert {Rule} cannot be looked at.")]
        public static partial void Failed(ILogger logger, string rule, Exception exception);

        [LoggerMessage(710, LogLevel.Debug, "The webhook took {Delivery} at try {Try}.")]
        public static partial void Delivered(ILogger logger, string delivery, int @try);

        [LoggerMessage(711, LogLevel.Warning, "The webhook did not take {Delivery} at try {Try}: {Reason}")]
        public static partial void Refused(ILogger logger, string delivery, int @try, string reason);

        [LoggerMessage(712, LogLevel.Error, "The webhook never took {Delivery}, and it is given up after {Tries} tries: {Reason}")]
        public static partial void GivenUp(ILogger logger, string delivery, int tries, string reason);

        [LoggerMessage(713, LogLevel.Error, "The webhook has too much to tell: the oldest {Count} deliveries are given up.")]
        public static partial void Dropped(ILogger logger, int count);
    }
}
