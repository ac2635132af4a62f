using System.Text.Json.Serialization;

namespace AgentMonitor.Costs;

/// <summary>The admin's own prices, which come before those of the settings and the built-in ones, and what they were before.</summary>
public sealed record PriceSheet
{
    public static PriceSheet Empty { get; } = new();

    public IReadOnlyList<PriceEntry> Entries { get; init; } = [];

    /// <summary>Names of deployments, and the models behind them.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; init; } = new Dictionary<string, string>();

    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PastPrices> History { get; init; } = [];

    /// <summary>This with other prices; what it says now becomes its newest past.</summary>
    public PriceSheet With(IReadOnlyList<PriceEntry> entries, IReadOnlyDictionary<string, string> aliases, DateTimeOffset now) => new()
    {
        Entries = entries,
        Aliases = aliases,
        ChangedAt = now,
        History = ChangedAt is { } at ? Kept([new PastPrices(at, Entries, Aliases), .. History]) : History,
    };

    private const int KeptVersions = 20;

    // Together with what holds now they have to fit into one document of state.
    private const int KeptEntries = 1000;

    private static List<PastPrices> Kept(IEnumerable<PastPrices> history)
    {
        var kept = new List<PastPrices>();
        var entries = 0;
        foreach (var past in history.Take(KeptVersions))
        {
            entries += past.Entries.Count + past.Aliases.Count;
            if (entries > KeptEntries)
            {
                break;
            }

            kept.Add(past);
        }

        return kept;
    }
}

/// <summary>Prices that held from <see cref="At"/> until the next ones were saved.</summary>
public sealed record PastPrices(DateTimeOffset At, IReadOnlyList<PriceEntry> Entries, IReadOnlyDictionary<string, string> Aliases);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PriceSheet))]
internal sealed partial class PriceSheetJson : JsonSerializerContext;
