namespace AgentMonitor.Rollups;

/// <summary>Whether a cell of this name, as it is stored, is wanted.</summary>
internal delegate bool CellNameFilter(ReadOnlySpan<byte> name);

// Thousands of small documents are read for a few of their sums.
public sealed partial class RollupDocument
{
    /// <summary>
    /// Goes through a stored document for the totals of the cells that are wanted, and makes nothing else of it. False:
    /// it is incomplete or cannot be read, and what was taken is not all.
    /// </summary>
    internal static bool TryReadTotals(RollupKey key, ReadOnlySpan<byte> body, CellNameFilter wanted, Action<Totals> take)
    {
        try
        {
            var reader = new CompactReader(Checksum.Strip(body));
            var document = new RollupDocument(key, slice: 0);
            document.ReadFormat(ref reader);
            for (var left = reader.ReadCount(); left > 0; left--)
            {
                reader.ReadUnsigned();
                reader.ReadSigned();
            }

            for (var left = reader.ReadCount(); left > 0; left--)
            {
                var isWanted = wanted(reader.ReadBytes());
                var cell = new CompactReader(reader.ReadBytes());
                if (isWanted)
                {
                    take(Totals.Read(ref cell));
                }
            }

            reader.ReadEnd();
            return !document.IsIncomplete;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
