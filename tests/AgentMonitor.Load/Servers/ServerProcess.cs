using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using AgentMonitor.Load.Measure;
using AgentMonitor.Load.Runs;
using AgentMonitor.Load.Wire;

namespace AgentMonitor.Load.Servers;

/// <summary>A server of our own: started, ready, and stopped by SIGTERM when it is disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private readonly Queue<string> _lastWords = [];

    private ServerProcess(ServerKind kind, string folder, int port)
    {
        Url = $"http://127.0.0.1:{port}";
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        var start = new ProcessStartInfo("dotnet", [kind.Assembly, kind.UrlOption, Url, "--data", folder, .. kind.Arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ADMIN_TOKEN"] = token },
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Remember(line.Data);
        _process.ErrorDataReceived += (_, line) => Remember(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Admin = new AdminApi(Url, token);
    }

    public string Url { get; }

    public Endpoint Endpoint => Endpoint.Of(Url, null);

    public AdminApi Admin { get; }

    public int Id => _process.Id;

    public ProcessFigures Figures => ProcessFigures.Of(Id);

    /// <summary>From starting the process until it said that it is ready.</summary>
    public TimeSpan ToReady { get; private set; }

    public static async Task<ServerProcess> StartAsync(ServerKind kind, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var port = FreePort();
        var watch = Stopwatch.StartNew();
        var server = new ServerProcess(kind, folder, port);
        while (!await server.IsReadyAsync(cancellationToken))
        {
            if (server._process.HasExited || watch.Elapsed > Patience)
            {
                throw new InvalidOperationException($"{kind.Name} did not get ready: {string.Join(Environment.NewLine, server._lastWords)}");
            }

            await Task.Delay(Poll, cancellationToken);
        }

        server.ToReady = watch.Elapsed;
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(Patience);
            await _process.WaitForExitAsync(patience.Token);
        }

        _process.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Admin.Http.GetAsync(new Uri("/healthz/ready", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Remember(string? line)
    {
        lock (_lastWords)
        {
            _lastWords.Enqueue(line ?? "");
            if (_lastWords.Count > 20)
            {
                _lastWords.Dequeue();
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
