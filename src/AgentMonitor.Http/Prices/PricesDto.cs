using AgentMonitor.Costs;
using AgentMonitor.Http.Admin;
using AgentMonitor.Metrics.Costs;

namespace AgentMonitor.Http.Prices;

/// <summary>Every price that holds or held, and what is not priced.</summary>
public sealed record PricesDto(
    string Status,
    IReadOnlyList<PriceDto> Entries,
    IReadOnlyDictionary<string, string> Aliases,
    IReadOnlyList<UnpricedModelDto> Unpriced,
    IReadOnlyList<RepricingDto> Repricings,
    IReadOnlyList<PastPricesDto> History,
    MetaDto Meta)
{
    internal static PricesDto From(
        PriceTable table, PriceSheet sheet, IReadOnlyList<UnpricedModel> unpriced, CostLens lens, MetaDto meta) => new(
        "success",
        Priced(table, sheet),
        sheet.Aliases,
        [.. unpriced.Select(model => new UnpricedModelDto(model.Model, model.UnpricedTokens, model.Executions))],
        [.. lens.All.Reverse().Select(RepricingDto.Of)],
        [.. sheet.History.Select(past => new PastPricesDto(past.At, [.. past.Entries.Select(entry => PriceDto.From(entry, PriceOrigin.Admin))], past.Aliases))],
        meta);

    /// <summary>A table keeps the entries it was made of, so they tell where they came from.</summary>
    internal static List<PriceDto> Priced(PriceTable table, PriceSheet sheet)
    {
        var builtIn = new HashSet<PriceEntry>(PriceTable.Default.Entries, ReferenceEqualityComparer.Instance);
        var own = sheet.Entries.ToHashSet(SameEntry.Instance);
        return [.. table.Entries.Select(entry => PriceDto.From(
            entry, builtIn.Contains(entry) ? PriceOrigin.BuiltIn : own.Contains(entry) ? PriceOrigin.Admin : PriceOrigin.Settings))];
    }

    private sealed class SameEntry : IEqualityComparer<PriceEntry>
    {
        public static SameEntry Instance { get; } = new();

        public bool Equals(PriceEntry? x, PriceEntry? y) =>
            (x?.Model, x?.Provider, x?.EffectiveFrom, x?.Input, x?.Output) == (y?.Model, y?.Provider, y?.EffectiveFrom, y?.Input, y?.Output);

        public int GetHashCode(PriceEntry obj) => obj.Model.GetHashCode(StringComparison.Ordinal);
    }
}

public enum PriceOrigin
{
    BuiltIn,
    Settings,
    Admin,
}

/// <summary>US dollars per million tokens, from a day of UTC on.</summary>
public sealed record PriceDto(
    string Model,
    IReadOnlyList<string> Aliases,
    string? Provider,
    DateOnly EffectiveFrom,
    decimal Input,
    decimal? CacheRead,
    decimal? CacheWrite,
    decimal Output,
    string? Source,
    DateOnly? Retrieved,
    string? Note,
    PriceOrigin Origin)
{
    internal static PriceDto From(PriceEntry entry, PriceOrigin origin) => new(
        entry.Model, entry.Aliases, entry.Provider, entry.EffectiveFrom, entry.Input, entry.CacheRead, entry.CacheWrite,
        entry.Output, entry.Source, entry.Retrieved, entry.Note, origin);
}

/// <summary>The admin's own prices, all of them; <c>origin</c> is not read.</summary>
public sealed record PriceSheetDto(IReadOnlyList<PriceDto> Entries, IReadOnlyDictionary<string, string>? Aliases);

/// <summary>A model with tokens that nobody knows the cost of, in the last 30 days.</summary>
public sealed record UnpricedModelDto(string Model, long UnpricedTokens, long Executions);

public sealed record PastPricesDto(DateTimeOffset At, IReadOnlyList<PriceDto> Entries, IReadOnlyDictionary<string, string> Aliases);

/// <summary><see cref="State"/> is <c>running</c> until every kept total says so, then <c>finished</c>.</summary>
public sealed record RepricingDto(
    int Number, string Model, DateTimeOffset From, DateTimeOffset To, DateTimeOffset RegisteredAt, DateTimeOffset? FinishedAt, string State)
{
    internal static RepricingDto Of(Repricing repricing) => new(
        repricing.Number, repricing.Model, repricing.From, repricing.To, repricing.RegisteredAt, repricing.FinishedAt,
        repricing.IsFinished ? "finished" : "running");
}
