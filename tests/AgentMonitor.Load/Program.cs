using System.CommandLine;
using AgentMonitor.Load.Commands;

// Answers are handled on the thread that polls the sockets: measured a quarter leaner than a hop to the thread pool, and
// than SocketsHttpHandler. Read once, when the first socket is opened.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

var settings = new Settings();
var root = new RootCommand("Loads a running AgentMonitor server and checks its totals afterwards.")
{
    FillCommand.Create(settings),
    QueryCommand.Create(settings),
    ExportCommand.Create(settings),
    LiveCommand.Create(settings),
    SteadyCommand.Create(settings),
    SessionCommand.Create(settings),
};
settings.AddTo(root);
PostCommand.Configure(root, settings);

try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception exception) when (exception is HttpRequestException or InvalidOperationException or TimeoutException or ArgumentException)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
