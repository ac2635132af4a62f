using System.Runtime.CompilerServices;
using System.Text;
using AgentMonitor.Server.Traces;

namespace AgentMonitor.Server.Delivery;

/// <summary>Records as UTF-8 JSON, each with its row number, that go out as one array.</summary>
internal sealed record RecordBatch(IReadOnlyList<byte[]> Records, IReadOnlyList<long> RowNumbers)
{
    public const int MaxRecords = 1_000;

    /// <summary>Under the 4 MB of one request, with room for brackets and commas.</summary>
    public const int MaxBytes = 3_500_000;

    public int Count => Records.Count;

    /// <summary>The array as one body.</summary>
    public byte[] ToBody()
    {
        using var body = new MemoryStream(Records.Sum(record => record.Length + 1) + 1);
        var separator = (byte)'[';
        foreach (var record in Records)
        {
            body.WriteByte(separator);
            body.Write(record);
            separator = (byte)',';
        }

        body.WriteByte((byte)']');
        return body.ToArray();
    }

    /// <summary>Halves of a batch that was too large.</summary>
    public (RecordBatch First, RecordBatch Second) Split()
    {
        var half = Count / 2;
        return (Slice(0, half), Slice(half, Count - half));
    }

    /// <summary>Cuts rows into batches; what cannot be read goes to <paramref name="unreadable"/> instead.</summary>
    public static async IAsyncEnumerable<RecordBatch> CutAsync(
        IAsyncEnumerable<TraceRow> rows,
        Action<TraceRow> unreadable,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var records = new List<byte[]>();
        var numbers = new List<long>();
        var bytes = 0;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (row.Fault is not null)
            {
                unreadable(row);
                continue;
            }

            var record = Encode(row);
            if (records.Count == MaxRecords || (records.Count > 0 && bytes + record.Length > MaxBytes))
            {
                yield return new RecordBatch([.. records], [.. numbers]);
                records.Clear();
                numbers.Clear();
                bytes = 0;
            }

            records.Add(record);
            numbers.Add(row.Number);
            bytes += record.Length + 1;
        }

        if (records.Count > 0)
        {
            yield return new RecordBatch(records, numbers);
        }
    }

    public static byte[] Encode(TraceRow row) => Encoding.UTF8.GetBytes(row.Record.ToJsonString());

    private RecordBatch Slice(int start, int count) =>
        new([.. Records.Skip(start).Take(count)], [.. RowNumbers.Skip(start).Take(count)]);
}
