using System.Globalization;
using AgentMonitor.Erasure;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.TestKit;

/// <summary>Rollup documents as encoded bytes under a version, so that nobody shares an object by mistake.</summary>
public sealed class InMemoryRollups(Action<PageWrite> saved) : IRollupStore, IUserDocuments, IDamageable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(RollupKey Key, int Slice), (string ETag, byte[] Body)> _stored = [];
    private long _version;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _stored.Count;
            }
        }
    }

    public void Damage(int which, DamageKind kind)
    {
        lock (_gate)
        {
            var (id, (etag, body)) = _stored.ElementAt(which);
            _stored[id] = (etag, kind == DamageKind.Cut ? body[..(body.Length / 2)] : [0xff, 0xfe, 0xfd]);
            if (kind == DamageKind.Lost)
            {
                _stored.Remove(id);
            }
        }
    }

    public ValueTask<IReadOnlyList<RollupDocument>> ReadAsync(
        IReadOnlyCollection<RollupKey> keys, CancellationToken cancellationToken)
    {
        var wanted = keys.ToHashSet();
        return new(Find(wanted.Contains));
    }

    public ValueTask<IReadOnlyList<RollupDocument>> ReadRangeAsync(
        RollupScope scope, Grain grain, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        new(Find(key => key.Scope == scope && key.Bucket.Grain == grain && IsWithin(key, from, to))
            .ConvertAll(document => document.EnsureComplete()));

    public ValueTask<IReadOnlyList<RollupDocument>> ReadAllAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        new(Find(key => IsWithin(key, from, to)));

    public ValueTask<IReadOnlyList<RollupDocument>> ReadAsync(string userId, CancellationToken cancellationToken) =>
        new(Find(key => key.Scope == RollupScope.User(userId)));

    public ValueTask<bool> TryDeleteAsync(IReadOnlyList<RollupDocument> slices, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var moved = slices.Any(HasMoved);
            foreach (var slice in slices.Where(_ => !moved))
            {
                _stored.Remove((slice.Key, slice.Slice));
            }

            return new(!moved);
        }
    }

    public ValueTask<IReadOnlyCollection<RollupKey>> SaveAsync(PageWrite page, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var moved = page.Documents.Where(HasMoved).Select(document => document.Key).ToHashSet();
            if (moved.Count == 0)
            {
                Save(page);
            }

            return new(moved);
        }
    }

    private static bool IsWithin(RollupKey key, DateTimeOffset from, DateTimeOffset to) =>
        key.Bucket.Start >= from && key.Bucket.Start < to;

    private void Save(PageWrite page)
    {
        var etag = (++_version).ToString(CultureInfo.InvariantCulture);
        foreach (var document in page.Documents)
        {
            _stored[(document.Key, document.Slice)] = (etag, document.Encode().ToArray());
            document.StoredAs(etag);
        }

        saved(page);
    }

    private bool HasMoved(RollupDocument document) =>
        document.ETag != (_stored.TryGetValue((document.Key, document.Slice), out var stored) ? stored.ETag : null);

    private List<RollupDocument> Find(Func<RollupKey, bool> matches)
    {
        lock (_gate)
        {
            return [.. _stored.Where(stored => matches(stored.Key.Key))
                .OrderBy(stored => stored.Key.Key.Bucket).ThenBy(stored => stored.Key.Slice)
                .Select(stored => Decode(stored.Key.Key, stored.Key.Slice, stored.Value.ETag, stored.Value.Body))];
        }
    }

    private static RollupDocument Decode(RollupKey key, int slice, string etag, byte[] body)
    {
        var document = RollupDocument.Read(key, slice, body);
        document.StoredAs(etag);
        return document;
    }
}
