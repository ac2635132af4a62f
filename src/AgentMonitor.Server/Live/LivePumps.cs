using System.Collections.Concurrent;
using AgentMonitor.Live;
using Microsoft.AspNetCore.SignalR;

namespace AgentMonitor.Server.Live;

/// <summary>
/// One pump for each connection takes frames from its own short queue to its own socket, so that a slow browser
/// holds up nobody. Connections end after an hour: whoever is still there comes back with a new ticket.
/// </summary>
internal sealed partial class LivePumps(
    IHubContext<LiveHub> hub, TimeProvider time, ILogger<LivePumps> logger) : IHostedService
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Task> _pumps = new();

    /// <summary>The connection's frames since it was let in, until it ends.</summary>
    public void Start(HubCallerContext connection, LiveSubscription subscription)
    {
        // Taken here, where the request that holds the subscription cannot have ended.
        var dropped = subscription.Dropped;
        _pumps[connection.ConnectionId] = Task.Run(() => PumpAsync(connection, subscription, dropped));
    }

    /// <summary>The connection has ended, and its pump with it or in a moment.</summary>
    public void Forget(string connectionId) => _pumps.TryRemove(connectionId, out _);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Connections are closed by then; this waits for the last writes.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_pumps.Values).WaitAsync(cancellationToken);

    private async Task PumpAsync(HubCallerContext connection, LiveSubscription subscription, CancellationToken dropped)
    {
        using var hour = new CancellationTokenSource(Lifetime, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            hour.Token, connection.ConnectionAborted, dropped);
        try
        {
            var client = hub.Clients.Client(connection.ConnectionId);
            await foreach (var frame in subscription.Frames.ReadAllAsync(end.Token))
            {
                await client.SendAsync(LiveHub.Message, frame, end.Token).WaitAsync(end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // One connection's fault ends that connection only.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.Failed(logger, exception);
        }
        finally
        {
            subscription.Dispose();
            connection.Abort();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(501, LogLevel.Warning, "A live connection failed and was closed.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
