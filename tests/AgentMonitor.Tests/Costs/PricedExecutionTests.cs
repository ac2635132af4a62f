using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Costs;

public sealed class PricedExecutionTests
{
    // A dollar a million input tokens before that day, three from it on.
    private static readonly DateTimeOffset Dearer = Some.Noon.AddHours(12);

    private static readonly PriceTable Prices = PriceTable.Empty.With([Price("2026-01-01", 1), Price("2026-10-21", 3)]);

    [Theory]
    [InlineData(-1, 1_000_000_000)]
    [InlineData(0, 3_000_000_000)]
    public void A_run_that_comes_in_late_costs_what_it_cost_when_it_ended(int minutes, long nano)
    {
        var ended = Dearer.AddMinutes(minutes);
        var late = Unpriced() with { CreatedAt = ended.AddDays(-1), EndedAt = ended, ReceivedAt = ended.AddDays(3) };

        Assert.Equal((new NanoUsd(nano), true), (late.PricedBy(Prices).Cost, late.PricedBy(Prices).CostComputed));
    }

    [Fact]
    public void What_a_sender_reported_stays()
    {
        var reported = Unpriced() with { Cost = new NanoUsd(7) };

        Assert.Equal((new NanoUsd(7), false), (reported.PricedBy(Prices).Cost, reported.PricedBy(Prices).CostComputed));
    }

    private static Execution Unpriced() => Some.Execution("a", model: "m") with
    {
        Cost = null,
        CostComputed = false,
        Usage = new TokenUsage(1_000_000, 0, 0, 0, 0),
    };

    private static PriceEntry Price(string from, decimal input) => new()
    {
        Model = "m",
        EffectiveFrom = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
        Input = input,
        Output = 0,
        Source = "https://example.org/prices",
        Retrieved = new DateOnly(2026, 1, 1),
    };
}
