namespace AgentMonitor.Costs;

/// <summary>What a period will have cost in the end, if it goes on as it began.</summary>
public static class Forecast
{
    // Earlier than this one run would decide it.
    private const int LeastPart = 24;

    /// <summary>
    /// spent × length ÷ elapsed, half to even; null in the first 24th of the period: the first hour of a day, about the
    /// first 30 hours of a month.
    /// </summary>
    public static NanoUsd? Of(NanoUsd spent, DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        var (length, elapsed) = ((end - start).Ticks, Math.Min((now - start).Ticks, (end - start).Ticks));
        if (elapsed <= 0 || elapsed < length / LeastPart)
        {
            return null;
        }

        var forecast = Math.Round((decimal)spent.Value * length / elapsed, MidpointRounding.ToEven);
        return new NanoUsd(forecast >= long.MaxValue ? long.MaxValue : (long)forecast);
    }
}
