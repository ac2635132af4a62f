namespace AgentMonitor.Alerts;

/// <summary>What a rule looked at came to, just now.</summary>
/// <param name="Subject">What of all it stands for, such as <c>agent:tutor</c> or <c>budget:b1</c>; null: the whole.</param>
/// <param name="Value">In the unit of the rule's kind; null: unknown.</param>
/// <param name="Executions">How many executions the value is made of.</param>
public sealed record AlertReading(string? Subject, decimal? Value, long Executions = 0)
{
    /// <summary>What is usual, for a rule that compares with it; null: not known yet.</summary>
    public decimal? Baseline { get; init; }

    /// <summary>What it is about in words, for a sentence; null: the rule's kind says it.</summary>
    public string? Name { get; init; }
}

/// <summary>Reads what the rules of some kinds look at.</summary>
public interface IAlertReader
{
    IReadOnlyCollection<AlertKind> Kinds { get; }

    /// <summary>
    /// One reading a subject. A subject that is left out does not exist any more, and its alert is over; so what cannot
    /// be read throws.
    /// </summary>
    ValueTask<IReadOnlyList<AlertReading>> ReadAsync(AlertRule rule, DateTimeOffset now, CancellationToken cancellationToken);
}
