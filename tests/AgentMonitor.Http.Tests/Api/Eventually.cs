namespace AgentMonitor.Http.Tests.Api;

/// <summary>
/// For what happens after an answer has gone out: a request is counted then. Its answer has to be read to the end, or
/// the test server takes the request for aborted and the rest of it fails.
/// </summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task TrueAsync(Func<bool> isTrue)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!isTrue())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
