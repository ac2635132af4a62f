using System.Globalization;
using AgentMonitor.Load.Runs;

namespace AgentMonitor.Load.Measure;

internal static class LoadReport
{
    public static void Print(LoadResult result, TimeSpan measured)
    {
        var tally = result.Measured;
        var seconds = measured.TotalSeconds;
        Line("requests/s", tally.Requests / seconds, "N0");
        Line("records/s", tally.Acknowledged / seconds, "N0");
        Line("records accepted", tally.Acknowledged, "N0");
        Line("records rejected", tally.Rejected, "N0");
        Line("429 / 503 / other", string.Create(CultureInfo.InvariantCulture, $"{tally.TooMany} / {tally.Unavailable} / {tally.Other}"));
        Line("p50 ms", tally.Latency.QuantileMs(0.50), "N2");
        Line("p95 ms", tally.Latency.QuantileMs(0.95), "N2");
        Line("p99 ms", tally.Latency.QuantileMs(0.99), "N2");
        Line("p99.9 ms", tally.Latency.QuantileMs(0.999), "N2");
        Line("own CPU, s", result.Cpu.TotalSeconds, "N1");
        if (tally.WithoutRetryAfter > 0)
        {
            Line("no Retry-After", tally.WithoutRetryAfter, "N0");
        }

        if ((result.Warmup.FirstSurprise ?? tally.FirstSurprise) is { } surprise)
        {
            Line("first surprise", surprise);
        }
    }

    public static void Print(Drift drift)
    {
        Line("projection lag, s", drift.Lag.TotalSeconds, "N2");
        Line("acknowledged", drift.Acknowledged, "N0");
        Line("counted", drift.Counted, "N0");
        Line("unanswered", drift.Unanswered, "N0");
        Line("drift", drift.Records, "N0");
    }

    public static void Line(string name, double value, string format) =>
        Line(name, value.ToString(format, CultureInfo.InvariantCulture));

    public static void Line(string name, string value) => Console.WriteLine($"{name,-20} {value}");
}
