using AgentMonitor.Executions;

namespace AgentMonitor.Costs;

/// <summary>How tokens become money, and which price lists make sense.</summary>
internal static class PriceRules
{
    // US dollars per million tokens are nano-dollars per token, times this.
    private const decimal NanoPerToken = (decimal)NanoUsd.PerUsd / 1_000_000;

    /// <summary>
    /// Every token once: cached ones at their price, the rest of the input at the input price, output (which includes
    /// reasoning) at the output price; rounded half to even once, at the end.
    /// </summary>
    public static NanoUsd Cost(PriceEntry entry, TokenUsage usage)
    {
        var (read, written) = (Tokens(usage.CacheRead), Tokens(usage.CacheWrite));
        var fresh = Math.Max(0, Tokens(usage.Input) - read - written);
        var dollarsPerMillion = (fresh * entry.Input)
            + (read * (entry.CacheRead ?? entry.Input))
            + (written * (entry.CacheWrite ?? entry.Input))
            + (Tokens(usage.Output) * entry.Output);
        var nano = Math.Round(dollarsPerMillion * NanoPerToken, MidpointRounding.ToEven);
        return new NanoUsd(nano >= long.MaxValue ? long.MaxValue : (long)nano);
    }

    /// <summary>The first that holds at a provider on the day of UTC of <paramref name="at"/>; null when none does.</summary>
    public static PriceEntry? Find(IReadOnlyList<PriceEntry> entries, string? provider, DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].EffectiveFrom <= day && ProviderName.Fits(entries[i].Provider, provider))
            {
                return entries[i];
            }
        }

        return null;
    }

    /// <summary>Throws with a sentence about the first entry that is wrong, or that contradicts another.</summary>
    public static void Check(IReadOnlyCollection<PriceEntry> entries)
    {
        if (entries.Select(entry => entry.Problem()).FirstOrDefault(problem => problem is not null) is { } problem)
        {
            throw new InvalidDataException(problem);
        }

        CheckOncePerDay(entries);
        CheckAliases(entries);
    }

    private static decimal Tokens(long count) => Math.Max(0, count);

    private static void CheckOncePerDay(IEnumerable<PriceEntry> entries)
    {
        var seen = new HashSet<(string, string?, DateOnly)>();
        foreach (var entry in entries)
        {
            if (!seen.Add((entry.Model.ToUpperInvariant(), entry.Provider?.ToUpperInvariant(), entry.EffectiveFrom)))
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"Model '{entry.Model}' has two prices from {entry.EffectiveFrom:yyyy-MM-dd}; keep one."));
            }
        }
    }

    private static void CheckAliases(IEnumerable<PriceEntry> entries)
    {
        var models = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries)
        {
            foreach (var alias in entry.Aliases)
            {
                if (models.TryGetValue(alias, out var model) && !model.Equals(entry.Model, StringComparison.OrdinalIgnoreCase))
                {
                    throw new InvalidDataException($"The price alias '{alias}' means both '{model}' and '{entry.Model}'; keep one.");
                }

                models[alias] = entry.Model;
            }
        }
    }
}
