using AgentMonitor.Projection;

namespace AgentMonitor.Server.Hosting;

/// <summary>Keeps the projection running for as long as the server does; a page that has begun is finished on the way out.</summary>
internal sealed partial class FeedService(FeedFollower follower, ILogger<FeedService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        follower.Faulted += OnFault;
        try
        {
            await follower.RunAsync(stoppingToken);
        }
        finally
        {
            follower.Faulted -= OnFault;
        }
    }

    private void OnFault(Exception exception, TimeSpan wait) => Log.Faulted(logger, wait.TotalSeconds, exception);

    private static partial class Log
    {
        [LoggerMessage(201, LogLevel.Warning, "A feed page could not be projected; trying it again in {Seconds:0.0} s.")]
        public static partial void Faulted(ILogger logger, double seconds, Exception exception);
    }
}
