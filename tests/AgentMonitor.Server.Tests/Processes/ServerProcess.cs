using System.Diagnostics;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using AgentMonitor.Server.Tests.Crash;

namespace AgentMonitor.Server.Tests.Processes;

/// <summary>
/// The real server, as built, in a process of its own on a free port. The data folder outlives it, so that a test can
/// kill one and start the next on the same data.
/// </summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartWithin = Campaigns.Patience;

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

    /// <summary>Resident memory, in MB.</summary>
    public long MemoryMb => Process.GetProcessById(Pid).WorkingSet64 >> 20;

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
    public static Task<ServerProcess> StartAsync(
        string dataFolder, IReadOnlyDictionary<string, string?>? environment = null, params string[] arguments) =>
        StartUnderAsync([], dataFolder, environment, arguments);

    /// <summary>The same, as the last arguments of a command that becomes the server: a shell that execs, a tracer.</summary>
    public static async Task<ServerProcess> StartUnderAsync(
        IReadOnlyList<string> command, string dataFolder, IReadOnlyDictionary<string, string?>? environment = null, params string[] arguments)
    {
        var server = Launch(["serve", "--urls", "http://127.0.0.1:0", "--data", dataFolder, .. arguments], environment, command);
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
        var code = await command.WaitForExitAsync(2 * Campaigns.Patience);
        return new CommandResult(code, command.Output, command.Error);
    }

    /// <summary>A client that shows the admin token, or <paramref name="token"/>.</summary>
    public HttpClient CreateClient(string? token = null)
    {
        var client = new HttpClient { BaseAddress = Url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token ?? AdminToken);
        return client;
    }

    /// <summary>SIGTERM; answers the exit code, or fails when it takes longer than the fifteen seconds that are promised.</summary>
    public Task<int> StopAsync(int signal = Sigterm)
    {
        Send(signal);
        return WaitForExitAsync(Campaigns.Allowed(TimeSpan.FromSeconds(15)));
    }

    /// <summary>SIGSTOP: every thread has finished the call it was in, and begins no other, when this returns.</summary>
    public async Task FreezeAsync()
    {
        Send(Sigstop);
        using var patience = new CancellationTokenSource(StartWithin);
        while (Process.GetProcessById(Pid).Threads.Cast<ProcessThread>().Any(thread => !IsStopped(thread.Id)))
        {
            await Task.Delay(5, patience.Token);
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

    public const int Sigterm = 15;

    private const int Sigstop = 19;

    /// <summary>Ctrl+C.</summary>
    public const int Sigint = 2;

    private void Send(int signal)
    {
        if (SendSignal(Pid, signal) != 0)
        {
            throw new InvalidOperationException("The process could not be signalled.");
        }
    }

    // The letter after the name in brackets: T stopped, t stopped by its tracer.
    private bool IsStopped(int thread)
    {
        var stat = File.ReadAllText($"/proc/{Pid}/task/{thread}/stat");
        return char.ToUpperInvariant(stat[stat.LastIndexOf(')') + 2]) == 'T';
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int pid, int signal);

    [GeneratedRegex(@"^\s*Page\s+(?<url>http\S+?)/monitor(#token=(?<token>\S+))?\s*$")]
    private static partial Regex PageLine();

    /// <summary>Starts any command and does not wait for anything.</summary>
    public static ServerProcess Launch(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? environment, IReadOnlyList<string>? under = null)
    {
        string[] command =
            [.. under ?? [], "dotnet", Path.Combine(AppContext.BaseDirectory, "AgentMonitor.Server.dll"), .. arguments];
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in command[1..])
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
