namespace AgentMonitor.Executions;

/// <summary>The store cannot take or give anything right now; sending again with the same ids is safe.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException(StoreFault fault, string message, TimeSpan retryAfter, Exception? innerException = null)
        : base(message, innerException)
    {
        Fault = fault;
        RetryAfter = retryAfter;
    }

    public StoreFault Fault { get; }

    public TimeSpan RetryAfter { get; }
}

public enum StoreFault
{
    /// <summary>More arrives than can be written or projected; answered with 429.</summary>
    Overloaded,

    /// <summary>The disk is full; answered with 503.</summary>
    DiskFull,

    /// <summary>Totals that nobody can read until they are made anew from the log; answered with 503.</summary>
    Damaged,

    /// <summary>
    /// What came in cannot be projected any more, and the message says why; answered with 503 where that has to be
    /// waited for.
    /// </summary>
    ProjectionStopped,

    /// <summary>Anything else that passes; answered with 503.</summary>
    Unavailable,
}
