using System.Diagnostics;
using System.Text;
using AgentMonitor.Load.Measure;

namespace AgentMonitor.Load.Runs;

/// <summary>
/// Asks each admin question many times, one after the other, on one connection. A pause between them keeps the asking
/// itself from being the load.
/// </summary>
internal sealed class QueryRun(AdminApi admin, int count, TimeSpan pause)
{
    private const int Warmup = 20;

    public async Task<LatencyHistogram> MeasureAsync(AdminQuestion question, CancellationToken cancellationToken)
    {
        var latency = new LatencyHistogram();
        for (var i = -Warmup; i < count; i++)
        {
            var sentAt = Stopwatch.GetTimestamp();
            using var response = await AskAsync(question, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new HttpRequestException($"{question.Name} answered {(int)response.StatusCode}.");
            }

            if (i >= 0)
            {
                latency.AddSince(sentAt);
            }

            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, cancellationToken);
            }
        }

        return latency;
    }

    private async Task<HttpResponseMessage> AskAsync(AdminQuestion question, CancellationToken cancellationToken)
    {
        var route = new Uri(question.Path, UriKind.Relative);
        if (question.Body is null)
        {
            return await admin.Http.GetAsync(route, cancellationToken);
        }

        using var body = new StringContent(question.Body, Encoding.UTF8, "application/json");
        return await admin.Http.PostAsync(route, body, cancellationToken);
    }
}
