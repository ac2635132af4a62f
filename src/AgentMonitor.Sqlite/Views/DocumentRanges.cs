using AgentMonitor.Rollups;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views;

/// <summary>
/// Ranges of documents as they were asked for last. It is told of every save, so that asking again reads what was saved
/// since and nothing else: of a day's questions most are about buckets that are over. What was not asked for the longest
/// goes first when it holds too much.
/// </summary>
internal sealed class DocumentRanges(Pool<DocumentReader> documents, DocumentCache cache, long mostBytes = DocumentRanges.MostBytes)
{
    // In stored form.
    private const long MostBytes = 16 << 20;

    // One range that takes more would push out all others.
    private const int MostOfOne = 4;

    // Beyond it reading the range is no more work.
    private const int MostApart = 16;

    private readonly Lock _gate = new();

    private readonly AskedLately<DocumentRange, KeptRange> _kept = new(mostBytes, static kept => kept.Bytes);

    /// <summary>As <see cref="DocumentReader.Range"/>; read only.</summary>
    public List<RollupDocument> Read(DocumentRange range)
    {
        KeptRange kept;
        lock (_gate)
        {
            kept = _kept.Ask(range);
        }

        lock (kept)
        {
            try
            {
                return Refresh(range, kept);
            }
            catch
            {
                // Whoever waits for it reads it whole.
                kept.Documents = null;
                Forget(range);
                throw;
            }
        }
    }

    /// <summary>These documents were just saved.</summary>
    public void Saved(IEnumerable<RollupKey> keys)
    {
        lock (_gate)
        {
            if (_kept.IsEmpty)
            {
                return;
            }

            var byKind = _kept.By(static range => (range.Scope, range.Grain));
            foreach (var key in keys.Where(key => !key.Scope.IsUser))
            {
                foreach (var (range, kept) in byKind[(key.Scope, key.Bucket.Grain)])
                {
                    if (range.Holds(key.Bucket.Start))
                    {
                        kept.Saved.Add(key);
                    }
                }
            }
        }
    }

    /// <summary>Documents were deleted.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _kept.Clear();
        }
    }

    private List<RollupDocument> Refresh(DocumentRange range, KeptRange kept)
    {
        HashSet<RollupKey> saved;
        lock (_gate)
        {
            (saved, kept.Saved) = (kept.Saved, []);
        }

        if (kept.Documents is null || saved.Count > MostApart)
        {
            kept.Documents = documents.Use((range, cache), static (reader, ask) => reader.Range(ask.range, ask.cache));
            Weigh(range, kept);
        }
        else if (saved.Count > 0)
        {
            kept.Documents = Reread(kept.Documents, saved);
            Weigh(range, kept);
        }

        return kept.Documents;
    }

    private List<RollupDocument> Reread(List<RollupDocument> known, HashSet<RollupKey> saved)
    {
        var now = documents.Use((saved, cache), static (reader, ask) => reader.Slices(ask.saved, ask.cache));
        now.ForEach(static document => document.EnsureComplete());
        now.AddRange(known.Where(document => !saved.Contains(document.Key)));
        now.Sort(static (left, right) => left.Key.Bucket.Start != right.Key.Bucket.Start
            ? left.Key.Bucket.Start.CompareTo(right.Key.Bucket.Start)
            : left.Slice.CompareTo(right.Slice));
        return now;
    }

    private void Weigh(DocumentRange range, KeptRange kept)
    {
        kept.Bytes = kept.Documents!.Sum(static document => (long)document.Encode().Length);
        lock (_gate)
        {
            if (kept.Bytes > mostBytes / MostOfOne)
            {
                _kept.Remove(range);
            }

            _kept.Bound(range);
        }
    }

    private void Forget(DocumentRange range)
    {
        lock (_gate)
        {
            _kept.Remove(range);
        }
    }

    private sealed class KeptRange
    {
        public List<RollupDocument>? Documents { get; set; }

        public HashSet<RollupKey> Saved { get; set; } = [];

        public long Bytes { get; set; }
    }
}

/// <summary>Documents of one scope and grain with a start in [<see cref="From"/>, <see cref="To"/>), in UTC ticks.</summary>
internal readonly record struct DocumentRange(RollupScope Scope, Grain Grain, long From, long To)
{
    public bool Holds(DateTimeOffset start) => start.UtcTicks >= From && start.UtcTicks < To;
}
