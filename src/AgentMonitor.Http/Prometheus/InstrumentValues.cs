using System.Diagnostics.Metrics;

namespace AgentMonitor.Http.Prometheus;

internal enum InstrumentKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>What one instrument has measured, for each set of tags.</summary>
internal sealed class InstrumentValues
{
    // Tags are bounded by design; should one not be, its figures stop there rather than fill the memory.
    private const int MostSeries = 1000;

    // Seconds, from half a millisecond to ten seconds; where an instrument advises no bounds of its own.
    private static readonly double[] DefaultBounds =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock _gate = new();
    private readonly double[] _bounds;
    private volatile TaggedValue[] _series = [];

    public InstrumentValues(Instrument instrument)
    {
        Instrument = instrument;
        (Kind, IsWhole) = KindOf(instrument.GetType().GetGenericTypeDefinition());
        _bounds = Kind == InstrumentKind.Histogram ? BoundsOf(instrument) : [];
    }

    public Instrument Instrument { get; }

    public InstrumentKind Kind { get; }

    public IReadOnlyList<TaggedValue> Series => _series;

    /// <summary>Whether a measurement is the whole value (gauges, and all that is observed) or what to add to it.</summary>
    private bool IsWhole { get; }

    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Find(tags) is not { } series)
        {
            return;
        }

        if (Kind == InstrumentKind.Histogram)
        {
            series.Observe(value);
        }
        else if (IsWhole)
        {
            series.Set(value);
        }
        else
        {
            series.Add(value);
        }
    }

    // There are a few dozen at most, the busiest of them first as a rule, so looking along them beats hashing.
    private TaggedValue? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var series in _series)
        {
            if (series.Has(tags))
            {
                return series;
            }
        }

        lock (_gate)
        {
            foreach (var series in _series)
            {
                if (series.Has(tags))
                {
                    return series;
                }
            }

            if (_series.Length == MostSeries)
            {
                return null;
            }

            var added = new TaggedValue(tags.ToArray(), _bounds);
            _series = [.. _series, added];
            return added;
        }
    }

    private static (InstrumentKind Kind, bool IsWhole) KindOf(Type type) =>
        type == typeof(Counter<>) ? (InstrumentKind.Counter, false)
        : type == typeof(ObservableCounter<>) ? (InstrumentKind.Counter, true)
        : type == typeof(Histogram<>) ? (InstrumentKind.Histogram, false)
        : (InstrumentKind.Gauge, type != typeof(UpDownCounter<>));

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => DefaultBounds,
    };
}
