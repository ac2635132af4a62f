using Spectre.Console;

namespace AgentMonitor.Server.Imports;

/// <summary>Shows an import going on: a bar on a terminal, a plain line every tenth of the way elsewhere.</summary>
internal static class ImportProgress
{
    public static Task<ImportTally> ShowAsync(IAnsiConsole console, Func<IProgress<ImportTally>, Task<ImportTally>> import) =>
        console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal
            ? WithBarAsync(console, import)
            : import(new Lines(console));

    private static Task<ImportTally> WithBarAsync(IAnsiConsole console, Func<IProgress<ImportTally>, Task<ImportTally>> import) =>
        console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => import(new Bar(context.AddTask("import", maxValue: 1))));

    private sealed class Bar(ProgressTask task) : IProgress<ImportTally>
    {
        public void Report(ImportTally value)
        {
            task.Value = value.Fraction;
            task.Description = $"{value.Total:N0} records";
        }
    }

    private sealed class Lines(IAnsiConsole console) : IProgress<ImportTally>
    {
        private int _tenths;

        public void Report(ImportTally value)
        {
            var tenths = (int)(value.Fraction * 10);
            if (tenths > _tenths)
            {
                _tenths = tenths;
                console.Profile.Out.Writer.WriteLine($"{tenths * 10} % ({value.Total} records)");
            }
        }
    }
}
