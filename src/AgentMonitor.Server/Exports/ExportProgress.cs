using AgentMonitor.Server.Commands;
using Spectre.Console;

namespace AgentMonitor.Server.Exports;

/// <summary>How many megabytes an export has: in place on a terminal, a line every hundred of them elsewhere.</summary>
internal static class ExportProgress
{
    private const double Megabyte = 1_000_000;

    public static Task<long> ShowAsync(CommandSurroundings surroundings, Func<IProgress<long>, Task<long>> export) =>
        surroundings.Console.Profile.Out.IsTerminal
            ? new Status(surroundings.Console).StartAsync("exporting", context => export(new StatusLine(context)))
            : export(new Lines(surroundings));

    private sealed class StatusLine(StatusContext context) : IProgress<long>
    {
        public void Report(long value) => context.Status = $"exporting: {value / Megabyte:N1} MB";
    }

    private sealed class Lines(CommandSurroundings surroundings) : IProgress<long>
    {
        private const long Every = 100_000_000;

        private long _next = Every;

        public void Report(long value)
        {
            if (value >= _next)
            {
                surroundings.Say($"{value / Megabyte:N0} MB");
                _next += Every;
            }
        }
    }
}
