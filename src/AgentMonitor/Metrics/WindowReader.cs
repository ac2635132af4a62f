using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics;

/// <summary>
/// Merges the documents of a window into one cell for each name. What did not change since it was last asked for is not
/// merged again: at rest nothing, while executions come in only today's part.
/// </summary>
public sealed class WindowReader(IRollupStore store)
{
    private readonly MergedSpans _kept = new();

    internal int KeptCells => _kept.Cells;

    /// <summary>Cells by name. Read only.</summary>
    public async ValueTask<IReadOnlyDictionary<string, Rollup>> MergeAsync(
        RollupScope scope, WindowCover cover, CellFilter filter, CancellationToken cancellationToken)
    {
        var spans = new List<SpanDocuments>(cover.Spans.Count);
        foreach (var span in cover.Spans)
        {
            var documents = await store.ReadRangeAsync(scope, span.Grain, span.From, span.To, cancellationToken);
            if (documents.Count > 0)
            {
                spans.Add(new SpanDocuments(span, documents));
            }
        }

        return spans.Count == 0 ? new CellMerge().Cells : Merged(scope, filter, spans.ToArray());
    }

    /// <summary>One user's numbers for each agent, from the hours of the user's days. Read only.</summary>
    public async ValueTask<IReadOnlyDictionary<string, Rollup>> MergeUserHoursAsync(
        string userId, WindowCover cover, CancellationToken cancellationToken)
    {
        var merged = new CellMerge();
        foreach (var span in cover.Spans)
        {
            var days = await store.ReadRangeAsync(
                RollupScope.User(userId), Grain.Day, TimeBucket.Floor(Grain.Day, span.From), span.To, cancellationToken);
            foreach (var day in days)
            {
                TakeHours(day, span, merged);
            }
        }

        return merged.Cells;
    }

    private static void TakeHours(RollupDocument day, BucketSpan span, CellMerge merged)
    {
        foreach (var (name, cell) in day.Cells)
        {
            if (CellName.TryUserHour(name, out var hour, out var agent))
            {
                var start = day.Key.Bucket.Start.AddHours(hour);
                if (start >= span.From && start < span.To)
                {
                    merged.Take(agent, cell);
                }
            }
        }
    }

    private IReadOnlyDictionary<string, Rollup> Merged(RollupScope scope, CellFilter filter, ReadOnlySpan<SpanDocuments> spans)
    {
        if (spans is [{ Documents: [var only] }] && filter == CellFilter.All)
        {
            return only.Cells;
        }

        if (_kept.Find(scope, filter, spans) is { } kept)
        {
            return kept;
        }

        var merge = new CellMerge();
        if (spans is [var single])
        {
            foreach (var document in single.Documents)
            {
                merge.Take(document.Cells, filter);
            }
        }
        else
        {
            // The newest span changes with every page, the first with every minute, those between seldom.
            merge.Take(Merged(scope, filter, spans[..^1]), CellFilter.All);
            merge.Take(Merged(scope, filter, spans[^1..]), CellFilter.All);
        }

        _kept.Keep(scope, filter, spans, merge.Cells);
        return merge.Cells;
    }
}
