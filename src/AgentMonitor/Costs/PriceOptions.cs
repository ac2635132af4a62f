namespace AgentMonitor.Costs;

/// <summary>Section <c>AgentMonitor:Prices</c>: prices on top of the public ones that come with this version.</summary>
public sealed class PriceOptions
{
    /// <summary>JSON files shaped as the built-in list; a later one comes before an earlier one.</summary>
    public IReadOnlyList<string> Files { get; set; } = [];

    /// <summary>Names of deployments, and the models behind them.</summary>
    public Dictionary<string, string> Aliases { get; set; } = [];

    /// <summary>The built-in table, with what the settings add to it.</summary>
    /// <exception cref="InvalidDataException">A file or an alias makes no sense; the sentence names it.</exception>
    public PriceTable ToTable() => Files
        .Aggregate(PriceTable.Default, (table, file) => table.With(PriceTable.Load(file).Entries))
        .With([], Aliases);

    public IEnumerable<string> Faults() => Files
        .Where(file => !File.Exists(file))
        .Select(file => $"AgentMonitor:Prices:Files names {file}, which is not there.");
}
