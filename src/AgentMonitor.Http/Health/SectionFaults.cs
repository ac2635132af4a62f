using AgentMonitor.Executions;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Http.Health;

/// <summary>The one place where the failure of a section is logged; its answer only says that it is away.</summary>
internal sealed partial class SectionFaults(ILogger<SectionFaults> logger)
{
    public void Tell(string section, Exception exception)
    {
        if (exception is StoreUnavailableException)
        {
            Log.Away(logger, section, exception.Message);
        }
        else
        {
            Log.Failed(logger, section, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(111, LogLevel.Warning, "The section {Section} waits for the store: {Reason}")]
        public static partial void Away(ILogger logger, string section, string reason);

        [LoggerMessage(112, LogLevel.Error, "The section {Section} failed; its last good answer is shown instead.")]
        public static partial void Failed(ILogger logger, string section, Exception exception);
    }
}
