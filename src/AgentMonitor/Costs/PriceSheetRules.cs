using static System.FormattableString;

namespace AgentMonitor.Costs;

/// <summary>Something that is wrong with a price sheet, and where.</summary>
public readonly record struct PriceFault(string Pointer, string Code, string Message);

/// <summary>Which of an admin's prices make sense; everything that does not, at once.</summary>
public static class PriceSheetRules
{
    public const int MostEntries = 500;

    /// <summary>Faults of entries and aliases on top of <paramref name="table"/>.</summary>
    public static IReadOnlyList<PriceFault> Check(
        PriceTable table, IReadOnlyList<PriceEntry> entries, IReadOnlyDictionary<string, string> aliases)
    {
        var faults = new List<PriceFault>();
        if (entries.Count > MostEntries || aliases.Count > MostEntries)
        {
            return [new PriceFault("", "too_many", Invariant($"At most {MostEntries} entries and as many aliases may be kept."))];
        }

        CheckEntries(entries, faults);
        if (faults.Count == 0)
        {
            CheckAliases(table.With(entries), aliases, faults);
        }

        return faults;
    }

    private static void CheckEntries(IReadOnlyList<PriceEntry> entries, List<PriceFault> faults)
    {
        var models = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var days = new HashSet<(string, string?, DateOnly)>();
        foreach (var (index, entry) in entries.Index())
        {
            if (entry.Problem() is { } problem)
            {
                faults.Add(new PriceFault(Invariant($"/entries/{index}"), "not_a_price", problem));
            }

            if (!days.Add((entry.Model.ToUpperInvariant(), entry.Provider?.ToUpperInvariant(), entry.EffectiveFrom)))
            {
                faults.Add(new PriceFault(
                    Invariant($"/entries/{index}/effective_from"), "twice", "An entry before this one has the same model, provider and day; keep one."));
            }

            foreach (var (at, alias) in entry.Aliases.Index())
            {
                if (!models.TryAdd(alias, entry.Model) && !models[alias].Equals(entry.Model, StringComparison.OrdinalIgnoreCase))
                {
                    faults.Add(new PriceFault(
                        Invariant($"/entries/{index}/aliases/{at}"), "ambiguous", "An entry of another model has this alias too; keep one."));
                }
            }
        }
    }

    private static void CheckAliases(PriceTable table, IReadOnlyDictionary<string, string> aliases, List<PriceFault> faults)
    {
        foreach (var (alias, model) in aliases)
        {
            var pointer = "/aliases/" + alias.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
            if (string.IsNullOrWhiteSpace(alias))
            {
                faults.Add(new PriceFault(pointer, "empty", "An alias has to be a name."));
            }
            else if (table.EntriesOf(model).Count == 0)
            {
                faults.Add(new PriceFault(pointer, "no_price", "There is no price for the model that this alias stands for."));
            }
        }
    }
}
