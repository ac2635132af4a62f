using System.Buffers.Text;
using System.Diagnostics;
using System.Net.WebSockets;

namespace AgentMonitor.Load.Live;

/// <summary>One live client: notes when each frame came, and how many numbers were left out.</summary>
internal sealed class Viewer(FrameStream frames, FrameIndex index)
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly Dictionary<long, long> _arrivals = [];

    private long _last;

    /// <summary>The number of the newest frame.</summary>
    public long Last => Volatile.Read(ref _last);

    public long Gaps { get; private set; }

    /// <summary>The server ended the connection, as it does with a client that does not keep up.</summary>
    public bool WasDropped { get; private set; }

    public long? ArrivalOf(long sequence) => _arrivals.TryGetValue(sequence, out var at) ? at : null;

    public async Task WatchAsync(CancellationToken stop)
    {
        var pinged = Stopwatch.StartNew();
        try
        {
            while (true)
            {
                Take(await frames.ReadAsync(stop), Stopwatch.GetTimestamp());
                if (pinged.Elapsed > PingEvery)
                {
                    await frames.PingAsync(stop);
                    pinged.Restart();
                }
            }
        }
        catch (OperationCanceledException)
        {
            await frames.DisposeAsync();
        }
        catch (Exception exception) when (exception is InvalidOperationException or WebSocketException)
        {
            WasDropped = !stop.IsCancellationRequested;
        }
    }

    private void Take(byte[] message, long arrivedAt)
    {
        var name = "\"seq\":"u8;
        var at = message.AsSpan().IndexOf(name);
        if (at < 0 || !Utf8Parser.TryParse(message.AsSpan(at + name.Length), out long sequence, out _))
        {
            return;
        }

        Gaps += _last == 0 ? 0 : sequence - _last - 1;
        _arrivals[sequence] = arrivedAt;
        index.Add(sequence, message);
        Volatile.Write(ref _last, sequence);
    }
}
