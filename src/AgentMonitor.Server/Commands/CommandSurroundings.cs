using AgentMonitor.Executions;
using AgentMonitor.Sqlite;
using Spectre.Console;

namespace AgentMonitor.Server.Commands;

/// <summary>What a command may touch besides its arguments: where it writes, and the clock.</summary>
internal sealed record CommandSurroundings(IAnsiConsole Console, TextWriter Error, TimeProvider Time)
{
    public static CommandSurroundings OfProcess() => new(AnsiConsole.Console, System.Console.Error, TimeProvider.System);

    /// <summary>A plain line, never wrapped or coloured: it may be read by a program.</summary>
    public void Say(string line)
    {
        Console.Profile.Out.Writer.WriteLine(line);
        Console.Profile.Out.Writer.Flush();
    }

    public int Run(Func<int> command) => RunAsync(_ => Task.FromResult(command())).GetAwaiter().GetResult();

    /// <summary>The one place where what went wrong becomes a sentence and an exit code.</summary>
    public async Task<int> RunAsync(Func<CancellationToken, Task<int>> command)
    {
        using var signals = new StopSignals();
        try
        {
            return await command(signals.Stop);
        }
        catch (Exception exception) when (exception is CommandFailedException or StoreOpenException or StoreUnavailableException)
        {
            await Error.WriteLineAsync(exception.Message);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            await Error.WriteLineAsync("Stopped.");
            return ExitCodes.Failed;
        }
    }
}
