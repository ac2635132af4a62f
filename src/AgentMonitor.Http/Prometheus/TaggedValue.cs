namespace AgentMonitor.Http.Prometheus;

/// <summary>The value of one instrument under one set of tags; a histogram has buckets too.</summary>
internal sealed class TaggedValue(KeyValuePair<string, object?>[] tags, double[] bounds)
{
    private readonly Lock _gate = new();
    private readonly long[] _counts = new long[bounds.Length];
    private double _value;
    private long _count;

    public IReadOnlyList<KeyValuePair<string, object?>> Tags => tags;

    public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> wanted)
    {
        if (wanted.Length != tags.Length)
        {
            return false;
        }

        for (var i = 0; i < tags.Length; i++)
        {
            if (!Equals(tags[i].Value, wanted[i].Value) || tags[i].Key != wanted[i].Key)
            {
                return false;
            }
        }

        return true;
    }

    public void Set(double value)
    {
        lock (_gate)
        {
            _value = value;
        }
    }

    public void Add(double value)
    {
        lock (_gate)
        {
            _value += value;
        }
    }

    public void Observe(double value)
    {
        lock (_gate)
        {
            _value += value;
            _count++;
            var found = bounds.AsSpan().BinarySearch(value);
            var bucket = found < 0 ? ~found : found;
            if (bucket < _counts.Length)
            {
                _counts[bucket]++;
            }
        }
    }

    /// <summary>The sum (the value itself where there are no buckets), the count, and how many each bucket holds.</summary>
    public (double Sum, long Count, IReadOnlyList<(double Bound, long Count)> Buckets) Read()
    {
        lock (_gate)
        {
            return (_value, _count, [.. bounds.Zip(_counts)]);
        }
    }
}
