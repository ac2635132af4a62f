using AgentMonitor.Costs;
using AgentMonitor.Rollups;

namespace AgentMonitor.Live;

/// <summary>What a frame tells of one cell.</summary>
internal readonly record struct LiveFigures(
    long Total, long Successful, long Failed, long Timeouts, long Cancelled, long? AverageMs, long Tokens,
    NanoUsd Cost, long UnpricedTokens)
{
    public static LiveFigures Of(Totals totals) => new(
        totals.Total, totals[Counter.Success], totals.Failed, totals[Counter.Timeout], totals[Counter.Cancelled],
        totals.AverageDurationMs, totals[Counter.TokensUsed], totals.Cost, totals[Counter.UnpricedTokens]);
}
