using System.Globalization;

namespace AgentMonitor.Load.Measure;

/// <summary>Looks at a process's resident memory each second until it is disposed.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private const int Shown = 8;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();

    private readonly List<ProcessFigures> _seen = [];

    private readonly Task _watching;

    private MemoryWatch(int process) => _watching = WatchAsync(process);

    public static MemoryWatch Start(int process) => new(process);

    public double MostMb => Locked(seen => seen.Max(figures => figures.Resident)) / 1e6;

    public double LastMb => Locked(seen => seen[^1].Resident) / 1e6;

    public double LastPrivateMb => Locked(seen => seen[^1].Private) / 1e6;

    /// <summary>Some of what was seen, evenly spread over the time, the most and the last.</summary>
    public override string ToString()
    {
        var seen = Locked(seen => seen.ToArray());
        var step = Math.Max(1, (seen.Length + Shown - 1) / Shown);
        var some = seen.Where((_, second) => second % step == 0).Select(figures => (figures.Resident / 1e6).ToString("N0", CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(" ", some)}, every {step} s; most {MostMb:N0}, last {LastMb:N0} ({LastPrivateMb:N0} without mapped files)");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WatchAsync(int process)
    {
        using var ticks = new PeriodicTimer(Every);
        do
        {
            var figures = ProcessFigures.Of(process);
            lock (_seen)
            {
                _seen.Add(figures);
            }
        }
        while (await ticks.WaitForNextTickAsync(_stop.Token));
    }

    private T Locked<T>(Func<List<ProcessFigures>, T> read)
    {
        lock (_seen)
        {
            return read(_seen);
        }
    }
}
