using System.Globalization;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.TestKit;

/// <summary>
/// Saves a page key by key, as a store without transactions over keys does, and can die between any two of them: the
/// harshest store that the port allows.
/// </summary>
public sealed class PiecewiseRollupStore : IRollupStore, IDamageable
{
    private readonly Dictionary<(RollupKey Key, int Slice), (long Version, byte[] Body)> _stored = [];

    private long _version;

    /// <summary>How many more keys are saved before the store dies; null: it does not.</summary>
    public int? SavesBeforeCrash { get; set; }

    public List<DeadLetter> DeadLetters { get; } = [];

    public long? Position { get; private set; }

    public int Count => _stored.Count;

    public void Damage(int which, DamageKind kind)
    {
        var (id, (version, body)) = _stored.ElementAt(which);
        _stored[id] = (version, kind == DamageKind.Cut ? body[..(body.Length / 2)] : [0xff, 0xfe, 0xfd]);
        if (kind == DamageKind.Lost)
        {
            _stored.Remove(id);
        }
    }

    public ValueTask<IReadOnlyList<RollupDocument>> ReadAsync(
        IReadOnlyCollection<RollupKey> keys, CancellationToken cancellationToken)
    {
        var wanted = keys.ToHashSet();
        return new(Found(wanted.Contains));
    }

    public ValueTask<IReadOnlyList<RollupDocument>> ReadRangeAsync(
        RollupScope scope, Grain grain, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        new(Found(key => key.Scope == scope && key.Bucket.Grain == grain && key.Bucket.Start >= from && key.Bucket.Start < to)
            .ConvertAll(document => document.EnsureComplete()));

    public ValueTask<IReadOnlyList<RollupDocument>> ReadAllAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        new(Found(key => key.Bucket.Start >= from && key.Bucket.Start < to));

    public ValueTask<IReadOnlyCollection<RollupKey>> SaveAsync(PageWrite page, CancellationToken cancellationToken)
    {
        var stale = new List<RollupKey>();
        DeadLetters.AddRange(page.DeadLetters.Where(letter => !DeadLetters.Contains(letter)));
        foreach (var slices in page.Documents.GroupBy(document => document.Key))
        {
            CrashIfDue();
            if (slices.All(IsCurrent))
            {
                SaveKey(slices);
            }
            else
            {
                stale.Add(slices.Key);
            }
        }

        CrashIfDue();
        Position = stale.Count == 0 ? page.Position : Position;
        return ValueTask.FromResult<IReadOnlyCollection<RollupKey>>(stale);
    }

    private void SaveKey(IEnumerable<RollupDocument> slices)
    {
        foreach (var slice in slices)
        {
            _stored[(slice.Key, slice.Slice)] = (++_version, slice.Encode().ToArray());
            slice.StoredAs(_version.ToString(CultureInfo.InvariantCulture));
        }
    }

    private bool IsCurrent(RollupDocument document) =>
        _stored.TryGetValue((document.Key, document.Slice), out var stored)
            ? document.ETag == stored.Version.ToString(CultureInfo.InvariantCulture)
            : document.ETag is null;

    private void CrashIfDue()
    {
        if (SavesBeforeCrash is not { } left)
        {
            return;
        }

        SavesBeforeCrash = left > 0 ? left - 1 : null;
        if (left == 0)
        {
            throw new CrashException();
        }
    }

    private List<RollupDocument> Found(Func<RollupKey, bool> matches) =>
        [.. _stored.Where(stored => matches(stored.Key.Key))
            .OrderBy(stored => stored.Key.Key.Bucket).ThenBy(stored => stored.Key.Slice)
            .Select(Decoded)];

    private static RollupDocument Decoded(KeyValuePair<(RollupKey Key, int Slice), (long Version, byte[] Body)> stored)
    {
        var document = RollupDocument.Read(stored.Key.Key, stored.Key.Slice, stored.Value.Body);
        document.StoredAs(stored.Value.Version.ToString(CultureInfo.InvariantCulture));
        return document;
    }
}

/// <summary>The process died here.</summary>
public sealed class CrashException() : Exception("The process died between two writes.");
