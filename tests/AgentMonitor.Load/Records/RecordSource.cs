namespace AgentMonitor.Load.Records;

/// <summary>Numbers the records of one run and says when each of them ended.</summary>
internal sealed class RecordSource(RecordMix mix, int recordBytes, Func<long, DateTime> endOf)
{
    private readonly uint _run = (uint)Random.Shared.NextInt64();

    private long _next;

    public RecordTemplate NewTemplate() => new(mix.Next(), recordBytes);

    /// <summary>The first of <paramref name="count"/> numbers that nobody else gets.</summary>
    public long Take(int count) => Interlocked.Add(ref _next, count) - count;

    public RecordId Id(long number) => new(_run, number);

    public DateTime EndOf(long number) => endOf(number);
}
