using System.Runtime.ExceptionServices;

namespace AgentMonitor.State;

/// <summary>Work in steps of which none waits for another to work again.</summary>
public static class EachStep
{
    /// <summary>Takes every step though one before it failed; the first failure escapes once the others are done.</summary>
    public static async Task TakeAsync(IEnumerable<Func<CancellationToken, Task>> steps, CancellationToken cancellationToken)
    {
        ExceptionDispatchInfo? first = null;
        foreach (var step in steps)
        {
            try
            {
                await step(cancellationToken).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // It escapes after the others.
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                first ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        first?.Throw();
    }
}
