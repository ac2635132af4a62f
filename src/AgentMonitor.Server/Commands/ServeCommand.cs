using System.CommandLine;
using AgentMonitor.Server.Folder;
using AgentMonitor.Server.Hosting;
using AgentMonitor.Server.Settings;
using Microsoft.AspNetCore.Connections;

namespace AgentMonitor.Server.Commands;

/// <summary><c>serve</c>, which is also what runs without a command.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Urls = new("--urls")
    {
        HelpName = "URL",
        Description = "What to listen on; several are parted by semicolons. [default: http://127.0.0.1:5210]",
    };

    public static Command Make(CommandSurroundings surroundings)
    {
        var command = new Command("serve", "Start the server: API, live channel and page. Stops on Ctrl+C or SIGTERM after finishing what it has taken.");
        Configure(command, surroundings);
        return command;
    }

    public static void MakeDefaultOf(RootCommand root, CommandSurroundings surroundings) => Configure(root, surroundings);

    private static void Configure(Command command, CommandSurroundings surroundings)
    {
        command.Add(Urls);
        command.SetAction(parsed => surroundings.RunAsync(stop =>
            ServeAsync(surroundings, MonitorSettings.Read(parsed, parsed.GetValue(Urls)), stop)));
    }

    private static async Task<int> ServeAsync(CommandSurroundings surroundings, MonitorSettings settings, CancellationToken stop)
    {
        NativeMemory.LimitArenas();
        var folder = DataFolder.Open(settings.Server.Data);
        var credentials = AdminCredentials.ReadOrMake(folder);
        var prices = Prices.Read(settings);
        using var loggers = LoggerFactory.Create(logging => ServerLog.Configure(logging, settings));
        await using var store = StoreOpening.Open(settings, folder, prices, surroundings.Time, loggers);
        await using var app = ServerHost.Build(settings, folder, credentials, store, prices, surroundings.Time);
        await StartAsync(app, settings, stop);
        var url = ServerHost.AddressOf(app);
        try
        {
            new RunningServer(url, Environment.ProcessId).Announce(folder);
            Banner.Print(surroundings, settings.Server.PublicUrl is { } published ? new Uri(published) : url, folder, credentials);
            await app.WaitForShutdownAsync(stop);
        }
        finally
        {
            RunningServer.Withdraw(folder);
        }

        return ExitCodes.Ok;
    }

    private static async Task StartAsync(WebApplication app, MonitorSettings settings, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new CommandFailedException($"{settings.Server.Urls} is in use. Choose another address with --urls.", exception);
        }
    }
}
