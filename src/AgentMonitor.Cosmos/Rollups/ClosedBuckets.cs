using AgentMonitor.Rollups;

namespace AgentMonitor.Cosmos.Rollups;

/// <summary>
/// Buckets that were over a while ago, remembered for a time, so that whoever asks again every few seconds pays for
/// what may have changed and no more. What this process adds to one is forgotten at once; what another process adds,
/// an execution that came late, shows within <paramref name="age"/>. Bounded by the size of what is kept; what was
/// read first goes first.
/// </summary>
internal sealed class ClosedBuckets(TimeProvider clock, TimeSpan age, long capacity)
{
    // Agents report within seconds of the end; after this hardly anything comes.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    private const int MostForgotten = 1024;

    private readonly Lock _gate = new();

    private readonly Dictionary<string, long> _forgotten = new(StringComparer.Ordinal);

    private readonly List<Stretch> _stretches = [];

    private long _turn;

    // Whatever was asked before this turn is not kept any more.
    private long _firstTurn;

    /// <summary>What is known of a list's buckets with a start in [from, to); the rest is to be asked for, and kept.</summary>
    public KnownBuckets Find(string list, Grain grain, DateTimeOffset from, DateTimeOffset to)
    {
        var over = TimeBucket.Floor(grain, clock.GetUtcNow() - Grace);
        lock (_gate)
        {
            _stretches.RemoveAll(stretch => clock.GetElapsedTime(stretch.ReadAt) >= age);
            var stretch = _stretches.Where(stretch => stretch.List == list && stretch.From <= from && from < stretch.To).MaxBy(stretch => stretch.To);
            return stretch is null
                ? new KnownBuckets([], from, over, _turn, clock.GetTimestamp())
                : new KnownBuckets(
                    stretch.Documents.FindAll(document => document.Key.Bucket.Start >= from && document.Key.Bucket.Start < to),
                    stretch.To < to ? stretch.To : to, over, _turn, stretch.ReadAt);
        }
    }

    /// <summary>Keeps all there is with a start in [from, to), as far as it was over when <paramref name="known"/> was found.</summary>
    public void Keep(string list, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<RollupDocument> documents, KnownBuckets known)
    {
        var end = to < known.Over ? to : known.Over;
        if (end <= from)
        {
            return;
        }

        var closed = documents.Where(document => document.Key.Bucket.Start < end).ToList();
        lock (_gate)
        {
            if (known.Turn < _firstTurn || _forgotten.GetValueOrDefault(list) > known.Turn)
            {
                return;
            }

            _stretches.RemoveAll(stretch => stretch.List == list && stretch.From >= from && stretch.To <= end);
            _stretches.Add(new Stretch(list, from, end, closed, known.ReadAt, closed.Sum(document => (long)document.Encode().Length)));
            while (_stretches.Sum(stretch => stretch.Bytes) > capacity)
            {
                _stretches.Remove(_stretches.MinBy(stretch => stretch.ReadAt)!);
            }
        }
    }

    /// <summary>A bucket of this list was written.</summary>
    public void Forget(string list, TimeBucket bucket)
    {
        if (bucket.End > clock.GetUtcNow() - Grace)
        {
            return;
        }

        lock (_gate)
        {
            if (_forgotten.Count >= MostForgotten)
            {
                _forgotten.Clear();
                _firstTurn = _turn + 1;
            }

            _forgotten[list] = ++_turn;
            _stretches.RemoveAll(stretch => stretch.List == list);
        }
    }

    private sealed record Stretch(
        string List, DateTimeOffset From, DateTimeOffset To, List<RollupDocument> Documents, long ReadAt, long Bytes);
}

/// <summary>Documents that are known, and from which start on they are not.</summary>
/// <param name="Over">Buckets that start before this were over.</param>
/// <param name="ReadAt">When the oldest of them was read.</param>
internal sealed record KnownBuckets(
    IReadOnlyList<RollupDocument> Documents, DateTimeOffset UnknownFrom, DateTimeOffset Over, long Turn, long ReadAt);
