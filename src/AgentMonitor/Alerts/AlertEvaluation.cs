namespace AgentMonitor.Alerts;

/// <summary>What a rule, a reading and how things stood before come to. Pure.</summary>
public static class AlertEvaluation
{
    /// <summary>
    /// Time between two looks counts towards <see cref="AlertRule.ForSeconds"/> up to here: what happened while nobody
    /// looked, or how far a clock was set, is no evidence.
    /// </summary>
    public static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(1);

    // A rule of a factor has no recover of its own; without some distance it would flap.
    private const decimal BaselineRecovery = 0.9m;

    /// <summary>The alert as it stands now; null: there is none. What fired and is over comes back resolved, once.</summary>
    public static Alert? Next(AlertRule rule, AlertReading reading, Alert? previous, DateTimeOffset now, Func<string> newId)
    {
        var limit = Limit(rule, reading);
        var value = IsEnough(rule, reading) && limit is not null ? reading.Value : null;
        if (previous is not { IsFiring: true })
        {
            return value is { } read && IsBeyond(rule.Kind, read, limit!.Value)
                ? Held(rule, reading, previous ?? Begun(rule, reading, now, newId), read, limit.Value, now)
                : null;
        }

        return value is { } known ? Fired(rule, reading, previous, known, limit!.Value, now) : Unknown(rule, previous, now);
    }

    /// <summary>Its rule is gone or switched off, or what it was about does not exist any more.</summary>
    public static Alert? Ended(Alert previous, DateTimeOffset now) =>
        previous.IsFiring ? Resolved(previous, previous.Message, now) : null;

    /// <summary>What the value is held against; null where what is usual is not known.</summary>
    private static decimal? Limit(AlertRule rule, AlertReading reading) =>
        rule.BaselineFactor is not { } factor ? rule.Threshold
        : reading.Baseline is { } baseline ? Math.Max(decimal.Round(baseline * factor, 4), rule.Threshold ?? 0)
        : null;

    private static bool IsEnough(AlertRule rule, AlertReading reading) =>
        !rule.Kind.NeedsExecutions() || reading.Executions >= rule.MinimumExecutions;

    // A budget is used up when all of it is spent; everything else has to be beyond.
    private static bool IsBeyond(AlertKind kind, decimal value, decimal limit) =>
        kind == AlertKind.Budget ? value >= limit : kind.IsFaultBelow() ? value < limit : value > limit;

    private static bool IsRecovered(AlertRule rule, decimal value, decimal limit)
    {
        var recover = rule.BaselineFactor is not null ? limit * BaselineRecovery : rule.Recover ?? limit;
        return !IsBeyond(rule.Kind, value, limit) && (rule.Kind.IsFaultBelow() ? value >= recover : value <= recover);
    }

    private static Alert Begun(AlertRule rule, AlertReading reading, DateTimeOffset now, Func<string> newId) => new()
    {
        Id = newId(),
        RuleId = rule.Id,
        RuleName = rule.Name,
        Kind = rule.Kind,
        Severity = rule.Severity,
        Subject = reading.Subject,
        State = AlertState.Pending,
        Message = "",
        Since = now,
        SeenAt = now,
    };

    private static Alert Held(
        AlertRule rule, AlertReading reading, Alert previous, decimal value, decimal limit, DateTimeOffset now)
    {
        var step = now - previous.SeenAt;
        var held = previous.Held + (step < TimeSpan.Zero ? TimeSpan.Zero : step > LongestStep ? LongestStep : step);
        var alert = Told(rule, reading, previous, value, limit) with
        {
            Held = held,
            SeenAt = now,
            Since = previous.Since < now ? previous.Since : now,
        };
        return held >= TimeSpan.FromSeconds(rule.ForSeconds)
            ? alert with { State = AlertState.Firing, FiredAt = now }
            : alert;
    }

    private static Alert Fired(
        AlertRule rule, AlertReading reading, Alert previous, decimal value, decimal limit, DateTimeOffset now)
    {
        var alert = Told(rule, reading, previous, value, limit) with { UnknownSince = null };
        return IsRecovered(rule, value, limit) ? Resolved(alert, alert.Message, now) : alert;
    }

    // Too few executions to judge by, for as long as the window: what was bad may have been switched off.
    private static Alert Unknown(AlertRule rule, Alert previous, DateTimeOffset now)
    {
        var since = previous.UnknownSince is { } before && before <= now ? before : now;
        var alert = previous with { Value = null, UnknownSince = since };
        return now - since >= TimeSpan.FromMinutes(rule.WindowMinutes)
            ? Resolved(alert, "There has been nothing to judge by for " + AlertText.Minutes(rule.WindowMinutes) + ".", now)
            : alert;
    }

    private static Alert Told(AlertRule rule, AlertReading reading, Alert previous, decimal value, decimal limit) => previous with
    {
        RuleName = rule.Name,
        Severity = rule.Severity,
        Value = value,
        Threshold = limit,
        PeakValue = Worse(rule.Kind, previous.PeakValue, value),
        Message = AlertText.Of(rule, reading, value, limit),
    };

    private static decimal Worse(AlertKind kind, decimal? before, decimal value) =>
        before is not { } peak ? value : kind.IsFaultBelow() ? Math.Min(peak, value) : Math.Max(peak, value);

    private static Alert Resolved(Alert alert, string message, DateTimeOffset now) =>
        alert with { State = AlertState.Resolved, Message = message, ResolvedAt = now };
}
