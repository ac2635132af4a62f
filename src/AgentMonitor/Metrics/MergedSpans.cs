using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics;

/// <summary>A span and the documents that the store handed out for it.</summary>
internal sealed record SpanDocuments(BucketSpan Span, IReadOnlyList<RollupDocument> Documents);

/// <summary>
/// What spans came to, good for as long as the store hands out the very same documents. Bounded by cells, each of which
/// may hold some 60 KB of sketches.
/// </summary>
internal sealed class MergedSpans
{
    internal const int MostCells = 512;

    // More would push out everything else.
    private const int MostCellsOfOne = MostCells / 4;

    private readonly Lock _gate = new();

    private readonly Dictionary<Key, Entry> _entries = [];

    public int Cells { get; private set; }

    public IReadOnlyDictionary<string, Rollup>? Find(RollupScope scope, CellFilter filter, ReadOnlySpan<SpanDocuments> spans)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(Key.Of(scope, filter, spans), out var entry) && entry.IsOf(spans) ? entry.Cells : null;
        }
    }

    public void Keep(RollupScope scope, CellFilter filter, ReadOnlySpan<SpanDocuments> spans, IReadOnlyDictionary<string, Rollup> cells)
    {
        if (cells.Count > MostCellsOfOne)
        {
            return;
        }

        lock (_gate)
        {
            var key = Key.Of(scope, filter, spans);
            if (_entries.Remove(key, out var older))
            {
                Cells -= older.Cells.Count;
            }

            if (Cells + cells.Count > MostCells)
            {
                _entries.Clear();
                Cells = 0;
            }

            _entries.Add(key, new Entry([.. spans], cells));
            Cells += cells.Count;
        }
    }

    private readonly record struct Key(RollupScope Scope, CellFilter Filter, BucketSpan First, BucketSpan Last)
    {
        public static Key Of(RollupScope scope, CellFilter filter, ReadOnlySpan<SpanDocuments> spans) =>
            new(scope, filter, spans[0].Span, spans[^1].Span);
    }

    private sealed record Entry(SpanDocuments[] Spans, IReadOnlyDictionary<string, Rollup> Cells)
    {
        public bool IsOf(ReadOnlySpan<SpanDocuments> spans)
        {
            if (spans.Length != Spans.Length)
            {
                return false;
            }

            for (var i = 0; i < spans.Length; i++)
            {
                if (!AreSame(spans[i].Documents, Spans[i].Documents))
                {
                    return false;
                }
            }

            return true;
        }

        private static bool AreSame(IReadOnlyList<RollupDocument> left, IReadOnlyList<RollupDocument> right)
        {
            if (left.Count != right.Count)
            {
                return false;
            }

            for (var i = 0; i < left.Count; i++)
            {
                if (!ReferenceEquals(left[i], right[i]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
