using System.Text.Json;
using System.Text.Json.Serialization;
using AgentMonitor.Erasure;
using AgentMonitor.State;

namespace AgentMonitor.Budgets;

/// <summary>Keeps the budgets, and the state that people were last told each is in.</summary>
public sealed class BudgetBook(IStateStore state, TimeProvider clock)
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(10);

    private readonly StateValue<BudgetSet> _budgets = new(
        state, StateKinds.Budgets, "budgets", BudgetJson.Default.BudgetSet, () => BudgetSet.Empty);

    private readonly StateValue<BudgetStanding> _standing = new(
        state, StateKinds.Budgets, "standing", BudgetJson.Default.BudgetStanding, () => new BudgetStanding([]));

    private volatile Known? _known;

    public async ValueTask<Versioned<BudgetSet>> ReadAsync(CancellationToken cancellationToken)
    {
        var readAt = clock.GetTimestamp();
        var stored = await _budgets.ReadAsync(cancellationToken).ConfigureAwait(false);
        _known = new Known(stored.Value, readAt);
        return stored;
    }

    /// <summary>The budgets as they were a few seconds ago, for who asks all the time.</summary>
    public async ValueTask<BudgetSet> RecentAsync(CancellationToken cancellationToken) =>
        _known is { } known && clock.GetElapsedTime(known.ReadAt) < KnownFor
            ? known.Budgets
            : (await ReadAsync(cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>Null: the stored version is not <paramref name="etag"/>, and nothing has changed.</summary>
    public async ValueTask<Versioned<BudgetSet>?> TrySaveAsync(BudgetSet budgets, string? etag, CancellationToken cancellationToken)
    {
        _known = null;
        return await _budgets.TrySaveAsync(budgets, etag, cancellationToken).ConfigureAwait(false) is { } saved
            ? new Versioned<BudgetSet>(budgets, saved)
            : null;
    }

    /// <summary>Whatever is stored.</summary>
    public ValueTask<Versioned<BudgetSet>> SaveAsync(BudgetSet budgets, CancellationToken cancellationToken)
    {
        _known = null;
        return _budgets.ChangeAsync(_ => budgets, cancellationToken);
    }

    /// <summary>A budget of the user goes; from the names of the others the user's id goes.</summary>
    public async ValueTask ForgetAsync(string userId, CancellationToken cancellationToken)
    {
        await _budgets.ChangeAsync(budgets => Without(budgets, userId), cancellationToken).ConfigureAwait(false);
        _known = null;
    }

    internal static bool IsOf(Budget budget, string userId) => budget.Scope == BudgetScope.User && budget.Key == userId;

    private static BudgetSet Without(BudgetSet budgets, string userId)
    {
        var left = budgets.Budgets.Where(budget => !IsOf(budget, userId))
            .Select(budget => budget with { Name = ErasedText.Of(budget.Name, userId, BudgetRules.LongestName) }).ToList();
        return left.SequenceEqual(budgets.Budgets) ? budgets : budgets with { Budgets = left };
    }

    internal ValueTask<Versioned<BudgetStanding>> ReadStandingAsync(CancellationToken cancellationToken) =>
        _standing.ReadAsync(cancellationToken);

    /// <summary>False: somebody else told it.</summary>
    internal async ValueTask<bool> TrySaveStandingAsync(BudgetStanding standing, string? etag, CancellationToken cancellationToken) =>
        await _standing.TrySaveAsync(standing, etag, cancellationToken).ConfigureAwait(false) is not null;

    private sealed record Known(BudgetSet Budgets, long ReadAt);
}

/// <summary>By the budget's id; one that is not there is ok.</summary>
internal sealed record BudgetStanding(Dictionary<string, BudgetState> States);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    Converters = [typeof(BudgetWord<BudgetScope>), typeof(BudgetWord<BudgetPeriod>), typeof(BudgetWord<BudgetState>), typeof(UtcInstant)])]
[JsonSerializable(typeof(BudgetSet))]
[JsonSerializable(typeof(BudgetStanding))]
[JsonSerializable(typeof(BudgetRow))]
internal sealed partial class BudgetJson : JsonSerializerContext;

internal sealed class BudgetWord<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>With a Z, as the API has it.</summary>
internal sealed class UtcInstant : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
