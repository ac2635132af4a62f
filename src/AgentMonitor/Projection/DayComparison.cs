using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>Stored documents beside their recount; gathers differences and the documents that mend them.</summary>
internal sealed class DayComparison(long executions, FeedMark recounted, int lens)
{
    private readonly List<CellDifference> _differences = [];

    private readonly List<RollupDocument> _repaired = [];

    private readonly List<RollupKey> _damaged = [];

    private long _documents;

    private long _cells;

    private long _moved;

    public IReadOnlyList<RollupDocument> Repaired => _repaired;

    /// <summary>What cannot be compared, since nobody knows what it held.</summary>
    public IReadOnlyList<RollupKey> Damaged => _damaged;

    public void Compare(RollupKey key, Dictionary<string, Rollup>? recount, IReadOnlyList<RollupDocument> slices)
    {
        if (slices.Any(slice => slice.IsIncomplete))
        {
            _documents++;
            _damaged.Add(key);
            _differences.AddRange((recount?.Keys ?? Enumerable.Empty<string>()).DefaultIfEmpty(CellName.All)
                .Select(name => Difference(key, name, [], recount ?? [])));
            return;
        }

        if (slices.Any(slice => slice.Applied.Any(applied => !recounted.Covers(applied.Key, applied.Value))))
        {
            _moved++;
            return;
        }

        _documents++;
        var stored = slices.SelectMany(slice => slice.Cells).ToDictionary(StringComparer.Ordinal);
        var expected = recount ?? [];
        var wrong = stored.Keys.Union(expected.Keys).Where(name => !Same(stored, expected, name)).ToList();
        _cells += Math.Max(stored.Count, expected.Count);
        if (wrong.Count > 0)
        {
            _differences.AddRange(wrong.Select(name => Difference(key, name, stored, expected)));
            Mend(key, wrong, expected, slices);
        }
    }

    public DayReport Report(bool repaired) =>
        new(executions, _documents, _cells, _moved, _differences, repaired && _differences.Count > 0);

    // What the recount saw is in the cells now, so the fence has to refuse all of it: that of a document which was
    // lost and begun anew since may be lower.
    private void Mend(
        RollupKey key, List<string> wrong, Dictionary<string, Rollup> expected, IReadOnlyList<RollupDocument> slices)
    {
        var documents = slices.Count > 0 ? slices : new RollupBucket(key, [], lens).Slices;
        foreach (var name in wrong)
        {
            var home = documents.FirstOrDefault(slice => slice.Cells.ContainsKey(name)) ?? documents[^1];
            home.Replace(name, expected.GetValueOrDefault(name));
        }

        recounted.RaiseFenceOf(documents[0]);

        _repaired.AddRange(documents);
    }

    private static CellDifference Difference(
        RollupKey key, string name, Dictionary<string, Rollup> stored, Dictionary<string, Rollup> expected) =>
        new(key, name, Executions(stored.GetValueOrDefault(name)), Executions(expected.GetValueOrDefault(name)));

    private static long Executions(Rollup? cell) =>
        cell is null ? 0 : cell.Totals.Total + cell.Totals[Counter.Cancelled];

    private static bool Same(
        Dictionary<string, Rollup> stored, Dictionary<string, Rollup> expected, string name) =>
        stored.TryGetValue(name, out var left) && expected.TryGetValue(name, out var right)
        && Encoded(left).AsSpan().SequenceEqual(Encoded(right));

    private static byte[] Encoded(Rollup cell)
    {
        var writer = new CompactWriter();
        cell.Write(writer);
        return writer.ToArray();
    }
}
