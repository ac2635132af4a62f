namespace AgentMonitor.Http.Measurement;

/// <summary>
/// The calls of one endpoint, summed up. Adding is associative and commutative, with <see cref="None"/> as identity.
/// Times are whole microseconds: most answers take less than a millisecond.
/// </summary>
/// <param name="Errors">Answers that say that we could not: 429 and from 500 on.</param>
/// <param name="Refused">Answers that say that the caller should not: all others from 400 on.</param>
public sealed record EndpointSums(
    long Count, long Errors, long Refused, long TotalMicros, long MaxMicros, DateTimeOffset LastAt)
{
    public static EndpointSums None { get; } = new(0, 0, 0, 0, 0, DateTimeOffset.MinValue);

    public decimal? AverageMs => Count == 0 ? null : Math.Round(TotalMicros / 1000m / Count, 3);

    public decimal? MaxMs => Count == 0 ? null : MaxMicros / 1000m;

    public decimal? ErrorRate => Count == 0 ? null : Math.Round((decimal)Errors / Count, 4);

    public EndpointSums Plus(EndpointSums other) => new(
        Count + other.Count, Errors + other.Errors, Refused + other.Refused, TotalMicros + other.TotalMicros,
        Math.Max(MaxMicros, other.MaxMicros), LastAt > other.LastAt ? LastAt : other.LastAt);
}
