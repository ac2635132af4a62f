using AgentMonitor.Server.Commands;
using Spectre.Console;

namespace AgentMonitor.Server.Tests.Commands;

/// <summary>A command run in this process, with what it wrote.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static async Task<CommandRun> OfAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        var code = await CommandLine.RunAsync(arguments, new CommandSurroundings(console, error, TimeProvider.System));
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
