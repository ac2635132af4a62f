namespace AgentMonitor.Functions.Hosting;

/// <summary>
/// How long an invocation lasts at most. At host.json's <c>functionTimeout</c> the platform does not break off the
/// invocation but starts the whole process anew, and what it takes in and projects at that moment breaks off with it. So
/// whatever may last ends by itself well before.
/// </summary>
internal static class InvocationTimes
{
    /// <summary>A stream ends, and its browser opens the next; a file or an answer that is not done is broken off.</summary>
    public static readonly TimeSpan Request = TimeSpan.FromMinutes(5);

    /// <summary>A timer's turn, which the next one goes on with.</summary>
    public static readonly TimeSpan Turn = TimeSpan.FromMinutes(8);
}
