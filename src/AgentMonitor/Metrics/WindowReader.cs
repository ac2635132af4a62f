using System.Collections.Concurrent;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics;

/// <summary>
/// Merges the documents of a window into one cell for each name. What a span came to is kept and used again for as
/// long as the store hands out the very same documents, so a window's closed part costs nothing to ask again.
/// </summary>
public sealed class WindowReader(IRollupStore store)
{
    // A window has at most five spans, few windows are asked again and again, and a long one's cells are large.
    private const int KeptSpans = 24;

    private readonly ConcurrentDictionary<SpanKey, MergedSpan> _kept = new();

    /// <summary>Cells by name; with <paramref name="only"/>, that one alone. Read only.</summary>
    public async ValueTask<IReadOnlyDictionary<string, Rollup>> MergeAsync(
        RollupScope scope, WindowCover cover, string? only, CancellationToken cancellationToken)
    {
        var merged = new CellMerge();
        foreach (var span in cover.Spans)
        {
            var documents = await store.ReadRangeAsync(scope, span.Grain, span.From, span.To, cancellationToken);
            if (documents.Count > 0)
            {
                merged.Take(Merged(new SpanKey(scope, span, only), documents));
            }
        }

        return merged.Cells;
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

    private IReadOnlyDictionary<string, Rollup> Merged(SpanKey key, IReadOnlyList<RollupDocument> documents)
    {
        if (documents.Count == 1 && key.Only is null)
        {
            return documents[0].Cells;
        }

        if (_kept.TryGetValue(key, out var kept) && kept.IsOf(documents))
        {
            return kept.Cells;
        }

        var merge = new CellMerge();
        foreach (var document in documents)
        {
            merge.Take(document.Cells, key.Only);
        }

        if (_kept.Count >= KeptSpans)
        {
            _kept.Clear();
        }

        _kept[key] = new MergedSpan(documents, merge.Cells);
        return merge.Cells;
    }

    private readonly record struct SpanKey(RollupScope Scope, BucketSpan Span, string? Only);

    private sealed record MergedSpan(IReadOnlyList<RollupDocument> Documents, IReadOnlyDictionary<string, Rollup> Cells)
    {
        public bool IsOf(IReadOnlyList<RollupDocument> documents)
        {
            if (documents.Count != Documents.Count)
            {
                return false;
            }

            for (var i = 0; i < documents.Count; i++)
            {
                if (!ReferenceEquals(documents[i], Documents[i]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
