using System.Collections.Frozen;
using System.Collections.Immutable;
using AgentMonitor.Executions;

namespace AgentMonitor.Costs;

/// <summary>
/// What a million tokens of each kind cost, by model and from which day on. A table never changes;
/// <see cref="With"/> makes another. Prices of settings come before built-in ones from their first day on, whatever
/// the built-in table learns later.
/// </summary>
public sealed class PriceTable
{
    private static readonly ImmutableDictionary<string, string> NoAliases = ImmutableDictionary<string, string>.Empty;
    private static readonly Lazy<PriceTable> BuiltIn = new(() => new PriceTable([], NoAliases).With(PriceFile.Embedded()));

    // One list for each call of With, in that order.
    private readonly ImmutableArray<ImmutableArray<PriceEntry>> _layers;
    private readonly FrozenDictionary<string, string> _aliases;
    private readonly FrozenDictionary<string, PriceEntry[]> _models;

    private PriceTable(ImmutableArray<ImmutableArray<PriceEntry>> layers, IReadOnlyDictionary<string, string> aliases)
    {
        _layers = layers;
        _aliases = aliases.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _models = layers.Reverse()
            .SelectMany(layer => layer.OrderByDescending(entry => entry.Provider is not null).ThenByDescending(entry => entry.EffectiveFrom))
            .GroupBy(entry => entry.Model, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(model => model.Key, model => model.ToArray(), StringComparer.OrdinalIgnoreCase);
        Entries = [.. _models.Values.SelectMany(entries => entries)
            .OrderBy(entry => entry.Model, StringComparer.OrdinalIgnoreCase).ThenBy(entry => entry.EffectiveFrom)];
    }

    public static PriceTable Empty { get; } = new([], NoAliases);

    /// <summary>The public prices that come with this version.</summary>
    public static PriceTable Default => BuiltIn.Value;

    /// <summary>Every entry, by model and day.</summary>
    public IReadOnlyList<PriceEntry> Entries { get; }

    /// <summary>Other names of models, in lower or upper case.</summary>
    public IReadOnlyDictionary<string, string> Aliases => _aliases;

    /// <summary>The table of these files alone, each a JSON array of entries; a later one comes before an earlier one.</summary>
    public static PriceTable Load(params IEnumerable<string> paths) => paths.Aggregate(Empty, (table, path) =>
    {
        using var stream = File.OpenRead(path);
        return table.With(PriceFile.Read(stream, Path.GetFileName(path)));
    });

    public static PriceTable Load(params IEnumerable<Stream> streams) =>
        streams.Aggregate(Empty, (table, stream) => table.With(PriceFile.Read(stream, "The price list")));

    /// <summary>
    /// This table, extended: an entry comes before all those of this table from its day on, and
    /// <paramref name="aliases"/> maps names of deployments to models.
    /// </summary>
    /// <exception cref="InvalidDataException">An entry or alias makes no sense; the sentence names it.</exception>
    public PriceTable With(IEnumerable<PriceEntry> entries, IReadOnlyDictionary<string, string>? aliases = null)
    {
        var layer = entries.ToImmutableArray();
        PriceRules.Check(layer);
        var names = new Dictionary<string, string>(_aliases, StringComparer.OrdinalIgnoreCase);
        foreach (var entry in layer)
        {
            foreach (var alias in entry.Aliases)
            {
                names[alias] = entry.Model;
            }
        }

        var extended = new PriceTable(_layers.Add(layer), names);
        return aliases is null or { Count: 0 } ? extended : extended.Named(aliases);
    }

    /// <summary>The entry that holds for a model, at a provider, on a day of UTC; null when there is none.</summary>
    public PriceEntry? Find(string model, string? provider, DateTimeOffset at) =>
        PriceRules.Find(EntriesOf(model.AsSpan()), provider, at);

    /// <summary>All entries of a model, by whatever name; the first that holds on a day counts.</summary>
    public IReadOnlyList<PriceEntry> EntriesOf(string model) => EntriesOf(model.AsSpan());

    /// <summary>The cost of <paramref name="usage"/>; null where it or the model is unknown, or has no price on that day.</summary>
    public NanoUsd? Price(string? model, string? provider, TokenUsage? usage, DateTimeOffset at) =>
        model is not null && usage is not null && Find(model, provider, at) is { } entry ? PriceRules.Cost(entry, usage) : null;

    private PriceTable Named(IReadOnlyDictionary<string, string> aliases)
    {
        var names = new Dictionary<string, string>(_aliases, StringComparer.OrdinalIgnoreCase);
        foreach (var (alias, model) in aliases)
        {
            names[alias] = EntriesOf(model.AsSpan()) is [var first, ..]
                ? first.Model
                : throw new InvalidDataException($"The price alias '{alias}' means '{model}', and there is no price for that model.");
        }

        return new PriceTable(_layers, names);
    }

    /// <summary>The first of these that is known: the name, then without vendor, without date, and without both.</summary>
    private PriceEntry[] EntriesOf(ReadOnlySpan<char> name)
    {
        name = name.Trim();
        var bare = ModelName.WithoutVendor(name);
        return Known(name) ?? Known(bare) ?? Known(ModelName.WithoutDate(name)) ?? Known(ModelName.WithoutDate(bare)) ?? [];
    }

    private PriceEntry[]? Known(ReadOnlySpan<char> name)
    {
        var models = _models.GetAlternateLookup<ReadOnlySpan<char>>();
        return models.TryGetValue(name, out var entries)
            || (_aliases.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var model) && models.TryGetValue(model, out entries))
            ? entries
            : null;
    }
}
