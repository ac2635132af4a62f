namespace AgentMonitor.Costs;

/// <summary>
/// The price table that holds now. It is swapped as a whole, so whoever prices an execution sees one table from
/// beginning to end, and nobody waits for anybody.
/// </summary>
public sealed class PriceBook(PriceTable table)
{
    private volatile PriceTable _current = table;

    public PriceTable Current => _current;

    public void Replace(PriceTable table) => _current = table;

    public static PriceBook FromPriceTable(PriceTable table) => new(table);

    /// <summary>For who has a table that nobody will change.</summary>
    public static implicit operator PriceBook(PriceTable table) => FromPriceTable(table);
}
