using AgentMonitor.Server.Settings;
using Microsoft.Extensions.Logging.Console;

namespace AgentMonitor.Server.Hosting;

/// <summary>
/// One line for each event, on standard error, so that standard output is the banner's. The framework only speaks up
/// when something is wrong: its request log would hold addresses with tickets in them.
/// </summary>
internal static class ServerLog
{
    public static void Configure(ILoggingBuilder logging, MonitorSettings settings)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        logging.AddConfiguration(settings.Configuration.GetSection("Logging"));

        // Names every address with its query, where a token may be that was never asked for there; and at any level
        // it starts an activity and a scope for each request. Being the more exact filter, it holds even where
        // settings turn up all the rest. What a handler throws is logged where it is handled.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }
}
