using AgentMonitor.Costs;
using AgentMonitor.Executions;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentMonitor.Tests.Costs;

public sealed class PriceRulesTests
{
    private static readonly Arbitrary<PriceEntry> Prices = Gen.Choose(0, 200_000).ArrayOf(4).Select(price => new PriceEntry
    {
        Model = "m",
        EffectiveFrom = new DateOnly(2025, 1, 1),
        Input = price[0] / 1_000m,
        CacheRead = price[1] % 3 == 0 ? null : Math.Min(price[0], price[1]) / 1_000m,
        CacheWrite = price[2] % 3 == 0 ? null : price[2] / 1_000m,
        Output = price[3] / 1_000m,
    }).ToArbitrary();

    private static readonly Arbitrary<TokenUsage> Usages = Gen.Choose(0, 5_000_000).ArrayOf(4).Select(tokens =>
        new TokenUsage(tokens[0] + tokens[1] + tokens[2], tokens[1], tokens[2], tokens[3], tokens[3] / 2)).ToArbitrary();

    [Fact]
    public void More_tokens_of_any_kind_never_cost_less() =>
        Prop.ForAll(Prices, Usages, Usages, (price, usage, more) =>
        {
            var cost = PriceRules.Cost(price, usage);
            return cost <= PriceRules.Cost(price, usage with { Input = usage.Input + more.Input })
                && cost <= PriceRules.Cost(price, usage with { Output = usage.Output + more.Output })
                && cost <= PriceRules.Cost(price, usage with { Input = usage.Input + more.CacheRead, CacheRead = usage.CacheRead + more.CacheRead });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Reading_from_the_cache_never_costs_more_than_reading_afresh() =>
        Prop.ForAll(Prices, Usages, (price, usage) =>
            PriceRules.Cost(price, usage) <= PriceRules.Cost(price, usage with { CacheRead = 0 })).QuickCheckThrowOnFailure();

    [Fact]
    public void Reasoning_is_part_of_output_and_costs_nothing_more() =>
        Prop.ForAll(Prices, Usages, (price, usage) =>
            PriceRules.Cost(price, usage) == PriceRules.Cost(price, usage with { Reasoning = 0 })).QuickCheckThrowOnFailure();

    [Fact]
    public void The_parts_of_a_bill_differ_from_the_whole_by_rounding_alone() =>
        Prop.ForAll(Prices, Usages, (price, usage) =>
        {
            var none = new TokenUsage(0, 0, 0, 0, 0);
            var parts = PriceRules.Cost(price, usage with { Output = 0 }).Value + PriceRules.Cost(price, none with { Output = usage.Output }).Value;
            return Math.Abs(PriceRules.Cost(price, usage).Value - parts) <= 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_tokens_cost_nothing() =>
        Prop.ForAll(Prices, price => PriceRules.Cost(price, new TokenUsage(0, 0, 0, 0, 0)).Value == 0).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, 0)] // 0.5
    [InlineData(3, 2)] // 1.5
    [InlineData(5, 2)] // 2.5
    public void Halves_of_a_nano_dollar_round_to_the_even_one(long tokens, long nano)
    {
        var entry = new PriceEntry { Model = "m", EffectiveFrom = default, Input = 0.0005m, Output = 0 };

        Assert.Equal(nano, PriceRules.Cost(entry, new TokenUsage(tokens, 0, 0, 0, 0)).Value);
    }

    [Fact]
    public void Absurd_counts_saturate_and_negative_ones_cost_nothing()
    {
        var entry = new PriceEntry { Model = "m", EffectiveFrom = default, Input = 1_000_000, Output = 1_000_000 };

        Assert.Equal(long.MaxValue, PriceRules.Cost(entry, new TokenUsage(long.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue, 0)).Value);
        Assert.Equal(0, PriceRules.Cost(entry, new TokenUsage(-5, -5, -5, -5, 0)).Value);
    }
}
