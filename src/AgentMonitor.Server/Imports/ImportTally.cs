using AgentMonitor.Server.Delivery;

namespace AgentMonitor.Server.Imports;

/// <summary>What an import has come to so far.</summary>
internal sealed class ImportTally
{
    private const int ReasonsKept = 5;

    private readonly OrderedDictionary<string, (long Row, long Count)> _reasons = [];

    public long Accepted { get; private set; }

    public long Duplicates { get; private set; }

    public long Rejected { get; private set; }

    public long Total => Accepted + Duplicates + Rejected;

    /// <summary>How much of the file is behind it, from 0 to 1.</summary>
    public double Fraction { get; set; }

    /// <summary>The first few reasons to reject rows, each with the first such row and how many there were.</summary>
    public IReadOnlyDictionary<string, (long Row, long Count)> Reasons => _reasons;

    /// <summary>Some were refused for being older than the server keeps raw executions.</summary>
    public bool SomeTooOld { get; private set; }

    public void Add(RecordBatch batch, Delivered delivered)
    {
        if (delivered is not Delivered.Taken taken)
        {
            throw new DeliveryException("The receiver is busy. What was accepted is kept; run the same command again to go on.");
        }

        Accepted += taken.Accepted;
        Duplicates += taken.Duplicates;
        foreach (var rejection in taken.Rejections)
        {
            SomeTooOld |= rejection.IsTooOld;
            Reject(batch.RowNumbers[rejection.Index], rejection.Reason);
        }
    }

    public void Reject(long row, string reason)
    {
        Rejected++;
        if (_reasons.TryGetValue(reason, out var known))
        {
            _reasons[reason] = known with { Count = known.Count + 1 };
        }
        else if (_reasons.Count < ReasonsKept)
        {
            _reasons[reason] = (row, 1);
        }
    }
}
