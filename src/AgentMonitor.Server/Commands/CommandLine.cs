using System.CommandLine;

namespace AgentMonitor.Server.Commands;

/// <summary>All commands. Without one, the server starts.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] arguments) => RunAsync(arguments, CommandSurroundings.OfProcess());

    public static async Task<int> RunAsync(string[] arguments, CommandSurroundings surroundings)
    {
        var parsed = Root(surroundings).Parse(arguments);
        var configuration = new InvocationConfiguration
        {
            // Commands watch for signals themselves, so that they stop between two steps.
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
            Output = surroundings.Console.Profile.Out.Writer,
            Error = surroundings.Error,
        };
        var code = await parsed.InvokeAsync(configuration);
        return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
    }

    public static RootCommand Root(CommandSurroundings surroundings)
    {
        var root = new RootCommand(
            """
            AgentMonitor tells what your AI agents do, what fails, who uses them and what it costs.

            Without a command it starts the server: data in ./data, page at http://127.0.0.1:5210/monitor.
            Settings come from appsettings.json in the current directory, from the environment
            (AgentMonitor__Retention__RawDays=30) and from the command line (--set), the later ones winning.
            ADMIN_TOKEN sets the admin token; without it the server makes one and keeps it in the data folder.

            Exit codes: 0 done, 1 not done or not all of it, 2 the command line cannot be understood.
            """)
        {
            ServeCommand.Make(surroundings),
            ImportCommand.Make(surroundings),
            ReplayCommand.Make(surroundings),
            ExportCommand.Make(surroundings),
            ReconcileCommand.Make(surroundings),
            TokenCommand.Make(surroundings),
        };
        root.Add(SharedOptions.Data);
        root.Add(SharedOptions.Set);
        ServeCommand.MakeDefaultOf(root, surroundings);
        return root;
    }
}
