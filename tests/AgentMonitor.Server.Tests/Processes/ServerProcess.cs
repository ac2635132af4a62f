using System.Diagnostics;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentMonitor.Server.Tests.Processes;

/// <summary>
/// The real server, as built, in a process of its own on a free port. The data folder outlives it, so that a test can
/// kill one and start the next on the same data.
/// </summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly OutputLines _output;
    private readonly OutputLines _error;

    private ServerProcess(Process process, OutputLines output, OutputLines error)
    {
        _process = process;
        _output = output;
        _error = error;
    }

    public int Pid => _process.Id;

    public bool HasExited => _process.HasExited;

    public Uri Url { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>From the banner's link; null when the token came from the environment.</summary>
    public string? AdminToken { get; private set; }

    public string Output => _output.ToString();

    /// <summary>The log.</summary>
    public string Error => _error.ToString();

    /// <summary>
    /// Starts <c>serve</c> on a folder and returns once it is ready. <paramref name="environment"/> comes on top of
    /// this process's own, without its ADMIN_TOKEN; null values take a variable away.
    /// </summary>
    public static async Task<ServerProcess> StartAsync(
        string dataFolder, IReadOnlyDictionary<string, string?>? environment = null, params string[] arguments)
    {
        var server = Launch(["serve", "--urls", "http://127.0.0.1:0", "--data", dataFolder, .. arguments], environment);
        try
        {
            await server.WaitUntilReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs any command to its end.</summary>
    public static async Task<CommandResult> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        await using var command = Launch(arguments, environment);
        var code = await command.WaitForExitAsync(TimeSpan.FromMinutes(2));
        return new CommandResult(code, command.Output, command.Error);
    }

    /// <summary>A client that shows the admin token, or <paramref name="token"/>.</summary>
    public HttpClient CreateClient(string? token = null)
    {
        var client = new HttpClient { BaseAddress = Url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token ?? AdminToken);
        return client;
    }

    /// <summary>SIGTERM; answers the exit code, or fails when it takes longer than fifteen seconds.</summary>
    public Task<int> StopAsync()
    {
        Terminate();
        return WaitForExitAsync(TimeSpan.FromSeconds(15));
    }

    /// <summary>SIGTERM, without waiting.</summary>
    public void Terminate()
    {
        if (SendSignal(Pid, Sigterm) != 0)
        {
            throw new InvalidOperationException("The process could not be signalled.");
        }
    }

    /// <summary>SIGKILL: nothing of it runs any more when this returns.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        Task.WaitAll(_output.Completion, _error.Completion);
    }

    /// <summary>Returns once the log has this in a line that was not waited for before.</summary>
    public async Task WaitForLogAsync(string text)
    {
        using var patience = new CancellationTokenSource(StartWithin);
        _ = await _error.WaitForAsync(line => line.Contains(text, StringComparison.Ordinal), patience.Token)
            ?? throw new InvalidOperationException($"The server ended without having logged: {text}\n{Error}");
    }

    public async Task<int> WaitForExitAsync(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            await Task.WhenAll(_output.Completion, _error.Completion).WaitAsync(patience.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The process did not end within {within}.\n{Output}\n{Error}");
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private const int Sigterm = 15;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int pid, int signal);

    [GeneratedRegex(@"^\s*Page\s+(?<url>http\S+?)/monitor(#token=(?<token>\S+))?\s*$")]
    private static partial Regex PageLine();

    /// <summary>Starts any command and does not wait for anything.</summary>
    public static ServerProcess Launch(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "AgentMonitor.Server.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("ADMIN_TOKEN");
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        return new ServerProcess(process, OutputLines.Of(process.StandardOutput), OutputLines.Of(process.StandardError));
    }

    private async Task WaitUntilReadyAsync()
    {
        using var patience = new CancellationTokenSource(StartWithin);
        var page = await _output.WaitForAsync(line => PageLine().IsMatch(line), patience.Token)
            ?? throw new InvalidOperationException($"The server ended before it was ready.\n{Output}\n{Error}");
        var match = PageLine().Match(page);
        Url = new Uri(match.Groups["url"].Value);
        AdminToken = match.Groups["token"] is { Success: true } token ? token.Value : null;

        using var client = new HttpClient { BaseAddress = Url };
        while ((await client.GetAsync("/healthz/ready", patience.Token)).IsSuccessStatusCode is false)
        {
            await Task.Delay(20, patience.Token);
        }
    }
}

public sealed record CommandResult(int ExitCode, string Output, string Error);
