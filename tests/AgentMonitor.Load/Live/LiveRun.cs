using System.Diagnostics;
using AgentMonitor.Load.Measure;
using AgentMonitor.Load.Records;
using AgentMonitor.Load.Runs;
using AgentMonitor.Load.Wire;

namespace AgentMonitor.Load.Live;

/// <summary>How long it takes from the first byte of a POST until a live client has the event with that execution's id.</summary>
internal sealed class LiveRun(Endpoint endpoint, AdminApi admin, RecordSource source, TimeSpan interval)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly LatencyHistogram _latency = new();

    public async Task<LatencyHistogram> RunAsync(int samples, CancellationToken cancellationToken)
    {
        await using var frames = await FrameStream.OpenAsync(admin.Http, cancellationToken);
        using var connection = new KeepAliveConnection(endpoint.Url);
        var pinged = Stopwatch.StartNew();
        for (var i = 0; i < samples; i++)
        {
            await SampleAsync(frames, connection, cancellationToken);
            await Task.Delay(interval, cancellationToken);
            if (pinged.Elapsed > PingEvery)
            {
                await frames.PingAsync(cancellationToken);
                pinged.Restart();
            }
        }

        return _latency;
    }

    private async Task SampleAsync(FrameStream frames, KeepAliveConnection connection, CancellationToken cancellationToken)
    {
        var request = new RequestTemplate(source, endpoint, records: 1, array: false);
        var id = System.Text.Encoding.UTF8.GetBytes(source.Id(request.Stamp()).ToString());
        var sentAt = Stopwatch.GetTimestamp();
        var exchange = connection.ExchangeAsync(request.Bytes, cancellationToken).AsTask();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            while ((await frames.ReadAsync(patience.Token)).AsSpan().IndexOf(id) < 0)
            {
            }

            _latency.AddSince(sentAt);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No event for an execution within {Patience.TotalSeconds} s; its POST was answered: {await AnswerAsync(exchange, connection)}");
        }

        if (await AnswerAsync(exchange, connection) is not "201")
        {
            throw new InvalidOperationException("The POST was not answered with 201.");
        }
    }

    private static async Task<string> AnswerAsync(Task<bool> exchange, KeepAliveConnection connection) =>
        await exchange ? connection.Response.Status.ToString(System.Globalization.CultureInfo.InvariantCulture) : "not at all";
}
