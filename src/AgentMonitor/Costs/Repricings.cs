using System.Text.Json.Serialization;
using AgentMonitor.Executions;
using AgentMonitor.State;

namespace AgentMonitor.Costs;

/// <summary>
/// The repricings as they are kept, and the lens that they make as this process knows it. Another process may know
/// more; the buckets that it touched say so.
/// </summary>
public sealed class Repricings(IStateStore state, TimeProvider clock)
{
    /// <summary>After this long every process that projects has heard of a repricing.</summary>
    public static readonly TimeSpan HeardOfAfter = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly StateValue<RepricingList> _stored = new(
        state, StateKinds.Repricings, "all", RepricingJson.Default.RepricingList, () => new RepricingList([]));

    private volatile Known? _known;

    public CostLens Lens => _known?.Lens ?? CostLens.Clear;

    /// <summary>The lens as it was read a moment ago; read anew where that is too long ago.</summary>
    public ValueTask<CostLens> FreshAsync(CancellationToken cancellationToken) =>
        _known is { } known && clock.GetElapsedTime(known.ReadAt) < FreshFor ? new(known.Lens) : ReloadAsync(cancellationToken);

    public async ValueTask<CostLens> ReloadAsync(CancellationToken cancellationToken)
    {
        // Taken before the read: whatever is registered from then on may be missing.
        var readAt = clock.GetTimestamp();
        var stored = await _stored.ReadAsync(cancellationToken).ConfigureAwait(false);
        return Know(stored.Value, readAt);
    }

    /// <summary>A lens of a higher number than <paramref name="lens"/>, of which a bucket has told.</summary>
    public static async ValueTask<CostLens> BeyondAsync(Repricings? repricings, CostLens lens, CancellationToken cancellationToken)
    {
        var newer = repricings is null ? CostLens.Clear : await repricings.ReloadAsync(cancellationToken).ConfigureAwait(false);
        return newer.Number > lens.Number ? newer : throw new StoreUnavailableException(
            StoreFault.Unavailable, "Totals were counted with a re-pricing that cannot be found yet; this tries again.", RetryAfter);
    }

    /// <summary>Durable, with the next number, once it returns; <paramref name="make"/> may be called more than once.</summary>
    public async ValueTask<Repricing> RegisterAsync(Func<int, Repricing> make, CancellationToken cancellationToken)
    {
        var readAt = clock.GetTimestamp();
        var stored = await _stored
            .ChangeAsync(list => new RepricingList([.. list.Repricings, make(Next(list))]), cancellationToken)
            .ConfigureAwait(false);
        Know(stored.Value, readAt);
        return stored.Value.Repricings[^1];
    }

    public async ValueTask FinishAsync(int number, CancellationToken cancellationToken)
    {
        var (readAt, now) = (clock.GetTimestamp(), clock.GetUtcNow());
        var stored = await _stored.ChangeAsync(
            list => new RepricingList([.. list.Repricings.Select(repricing => repricing.Number == number
                ? repricing with { FinishedAt = repricing.FinishedAt ?? now }
                : repricing)]),
            cancellationToken).ConfigureAwait(false);
        Know(stored.Value, readAt);
    }

    private static int Next(RepricingList list) => list.Repricings.Count == 0 ? 1 : list.Repricings[^1].Number + 1;

    private CostLens Know(RepricingList list, long readAt)
    {
        var known = _known;
        var lens = known is not null && known.Of.Repricings.SequenceEqual(list.Repricings, SameRepricing.Instance)
            ? known.Lens
            : new CostLens(list.Repricings);
        _known = new Known(list, lens, readAt);
        return lens;
    }

    private sealed record Known(RepricingList Of, CostLens Lens, long ReadAt);

    // They are only ever added, and finished once.
    private sealed class SameRepricing : IEqualityComparer<Repricing>
    {
        public static SameRepricing Instance { get; } = new();

        public bool Equals(Repricing? x, Repricing? y) => (x?.Number, x?.FinishedAt) == (y?.Number, y?.FinishedAt);

        public int GetHashCode(Repricing obj) => obj.Number;
    }
}

/// <summary>All there ever were, by number: the buckets of long ago still say through which of them they were counted.</summary>
internal sealed record RepricingList(IReadOnlyList<Repricing> Repricings);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RepricingList))]
internal sealed partial class RepricingJson : JsonSerializerContext;
