namespace AgentMonitor.Executions;

/// <summary>What is running now, as far as the feed has been projected.</summary>
public interface IRunningExecutions
{
    ValueTask<IReadOnlyDictionary<string, long>> CountByAgentAsync(CancellationToken cancellationToken);

    /// <summary>Those whose deadline lies before <paramref name="now"/>, oldest first.</summary>
    ValueTask<IReadOnlyList<Execution>> OverdueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);
}
