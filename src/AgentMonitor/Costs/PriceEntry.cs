using System.Text.Json.Serialization;
using static System.FormattableString;

namespace AgentMonitor.Costs;

/// <summary>
/// What one model costs from a day on (UTC, inclusive) until its next entry: US dollars per million tokens.
/// </summary>
public sealed record PriceEntry
{
    public required string Model { get; init; }

    // The generated JSON reader passes null for an entry without aliases.

    /// <summary>Other names of the same model, deployments included.</summary>
    public IReadOnlyList<string> Aliases { get; init => field = value ?? []; } = [];

    /// <summary>Set where the price holds at this provider alone; null where it holds at any.</summary>
    public string? Provider { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    public required decimal Input { get; init; }

    /// <summary>Null where cached tokens cost what others do.</summary>
    public decimal? CacheRead { get; init; }

    public decimal? CacheWrite { get; init; }

    /// <summary>Of output, reasoning included.</summary>
    public required decimal Output { get; init; }

    /// <summary>The vendor's public price page.</summary>
    public string? Source { get; init; }

    /// <summary>The day on which the source was seen to say so.</summary>
    public DateOnly? Retrieved { get; init; }

    public string? Note { get; init; }

    /// <summary>Null for an entry that can be used, else a sentence that names it and says what is wrong.</summary>
    internal string? Problem() => this switch
    {
        _ when string.IsNullOrWhiteSpace(Model) => Invariant($"The price entry from {EffectiveFrom:yyyy-MM-dd} names no model."),
        _ when Aliases.Any(string.IsNullOrWhiteSpace) => Wrong("has an empty alias"),
        _ when WrongPrice(Input) || WrongPrice(CacheRead) || WrongPrice(CacheWrite) || WrongPrice(Output) =>
            Wrong(Invariant($"has a price outside 0 to {MostPerMillion:N0} US dollars per million tokens")),
        _ => null,
    };

    // Keeps every product of a price and a number of tokens far inside decimal.
    private const decimal MostPerMillion = 1_000_000;

    private static bool WrongPrice(decimal? price) => price is < 0 or > MostPerMillion;

    private string Wrong(string what) =>
        Invariant($"The price entry of model '{Model}' from {EffectiveFrom:yyyy-MM-dd} {what}.");
}

/// <summary>Price entries as they are written in files and on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PriceEntry))]
internal sealed partial class PriceJson : JsonSerializerContext;
