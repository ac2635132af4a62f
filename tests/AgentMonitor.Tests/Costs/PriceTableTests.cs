using System.Text;
using AgentMonitor.Costs;
using AgentMonitor.Executions;
using Xunit;

namespace AgentMonitor.Tests.Costs;

public sealed class PriceTableTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly TokenUsage Thousand = new(1_000, 0, 0, 1_000, 0);

    /// <summary>Worked out by hand: tokens times dollars per million, summed, times 1,000.</summary>
    [Theory]
    [InlineData("gpt-4o", 1_000, 400, 0, 500, 7_000_000)] // 600 × 2.50 + 400 × 1.25 + 500 × 10
    [InlineData("claude-sonnet-4-5", 10_000, 6_000, 3_000, 1_000, 31_050_000)] // 1,000 × 3 + 6,000 × 0.30 + 3,000 × 3.75 + 1,000 × 15
    [InlineData("text-embedding-3-small", 10, 0, 0, 0, 200)] // 10 × 0.02
    [InlineData("gpt-5-nano", 7, 4, 0, 3, 1_370)] // 3 × 0.05 + 4 × 0.005 + 3 × 0.40
    [InlineData("o1-pro", 100, 50, 0, 10, 21_000_000)] // 100 × 150 + 10 × 600: no price of its own for cached tokens
    [InlineData("gemini-2.5-pro", 10, 1_000, 0, 0, 310_000)] // more cached than input: 1,000 × 0.31 and nothing below 0
    public void Costs_agree_with_those_worked_out_by_hand(string model, long input, long read, long written, long output, long nano)
    {
        var usage = new TokenUsage(input, read, written, output, output);

        Assert.Equal(new NanoUsd(nano), PriceTable.Default.Price(model, null, usage, At));
    }

    [Theory]
    [InlineData("2025-04-15T23:59:59Z", null)]
    [InlineData("2025-04-16T00:00:00Z", 50_000_000L)]
    [InlineData("2025-06-09T23:59:59Z", 50_000_000L)]
    [InlineData("2025-06-09T23:59:59-01:00", 10_000_000L)]
    [InlineData("2025-06-10T00:00:00Z", 10_000_000L)]
    public void A_price_holds_from_its_day_in_utc_until_the_next_one(string at, long? nano)
    {
        var cost = PriceTable.Default.Price("o3", "openai", Thousand, DateTimeOffset.Parse(at, null));

        Assert.Equal(nano, cost?.Value);
    }

    [Theory]
    [InlineData("gpt-4o-mini", "gpt-4o-mini")]
    [InlineData("GPT-4o-Mini", "gpt-4o-mini")]
    [InlineData(" gpt-4o ", "gpt-4o")]
    [InlineData("gpt-4o-2024-11-20", "gpt-4o")]
    [InlineData("gpt-4o-2024-05-13", "gpt-4o-2024-05-13")]
    [InlineData("gpt-35-turbo", "gpt-3.5-turbo")]
    [InlineData("openai/gpt-4.1-mini-2025-04-14", "gpt-4.1-mini")]
    [InlineData("azure/gpt-4o", "gpt-4o")]
    [InlineData("claude-sonnet-4-20250514", "claude-sonnet-4")]
    [InlineData("claude-sonnet-4@20250514", "claude-sonnet-4")]
    [InlineData("anthropic/claude-opus-4.5", "claude-opus-4-5")]
    [InlineData("us.anthropic.claude-3-7-sonnet-20250219-v1:0", "claude-3-7-sonnet")]
    [InlineData("bedrock/eu.anthropic.claude-haiku-4-5-20251001-v1:0", "claude-haiku-4-5")]
    [InlineData("publishers/google/models/gemini-2.5-flash", "gemini-2.5-flash")]
    [InlineData("models/gemini-2.5-pro", "gemini-2.5-pro")]
    public void A_model_is_known_by_its_name_its_aliases_and_without_vendor_or_date(string name, string model) =>
        Assert.Equal(model, PriceTable.Default.Find(name, null, At)?.Model);

    [Theory]
    [InlineData("gpt-4o-something")]
    [InlineData("gpt-4o-mini-something")]
    [InlineData("gpt-4o-audio-preview")]
    [InlineData("gpt-4o-2024-13-40")]
    [InlineData("ft:gpt-4o-2024-08-06:acme")]
    [InlineData("gpt")]
    [InlineData("my-gpt-4o")]
    [InlineData("openai/")]
    [InlineData("")]
    public void A_name_that_is_no_model_has_no_price(string name) =>
        Assert.Null(PriceTable.Default.Price(name, "openai", Thousand, At));

    [Fact]
    public void A_settings_price_comes_first_from_its_day_on_and_later_built_in_ones_do_not_displace_it()
    {
        var builtIn = PriceTable.Empty.With([Entry("m", "2025-01-01", 1), Entry("m", "2025-12-01", 2)]);
        var table = builtIn.With([Entry("M", "2025-06-01", 9)]);

        Assert.Equal(1, table.Find("m", null, new DateTimeOffset(2025, 5, 31, 0, 0, 0, TimeSpan.Zero))?.Input);
        Assert.Equal(9, table.Find("m", null, At)?.Input);
        Assert.Equal(2, builtIn.Find("m", null, At)?.Input);
        Assert.Equal(3, table.Entries.Count);
    }

    [Fact]
    public void A_price_of_one_provider_holds_there_alone_and_comes_before_the_general_one()
    {
        var table = PriceTable.Empty.With([Entry("m", "2025-02-01", 1), Entry("m", "2025-01-01", 2) with { Provider = "azure" }]);
        var only = PriceTable.Empty.With([Entry("m", "2025-01-01", 2) with { Provider = "Azure" }]);

        Assert.Equal(2, table.Find("m", "azure.ai.openai", At)?.Input);
        Assert.Equal(1, table.Find("m", "openai", At)?.Input);
        Assert.Equal(1, table.Find("m", null, At)?.Input);
        Assert.Null(only.Find("m", null, At));
        Assert.Null(only.Find("m", "openai", At));
    }

    [Fact]
    public void A_deployment_whose_name_is_no_model_is_priced_through_an_alias()
    {
        var table = PriceTable.Default.With([], new Dictionary<string, string> { ["chat-prod-2"] = "openai/gpt-4o-2024-11-20" });

        Assert.Equal("gpt-4o", table.Find("Chat-Prod-2", "azure", At)?.Model);
    }

    [Fact]
    public void An_alias_of_an_unknown_model_is_refused_by_name()
    {
        var wrong = new Dictionary<string, string> { ["chat-prod"] = "gpt-9000" };

        var problem = Assert.Throws<InvalidDataException>(() => PriceTable.Default.With([], wrong));

        Assert.Equal("The price alias 'chat-prod' means 'gpt-9000', and there is no price for that model.", problem.Message);
    }

    [Theory]
    [InlineData("""[{"model":"m","effective_from":"2025-01-01","input":-1,"output":0}]""", "model 'm' from 2025-01-01")]
    [InlineData("""[{"model":" ","effective_from":"2025-01-01","input":1,"output":0}]""", "from 2025-01-01 names no model")]
    [InlineData("""[{"model":"m","aliases":[""],"effective_from":"2025-01-01","input":1,"output":0}]""", "has an empty alias")]
    [InlineData("""[{"model":"m","effective_from":"2025-01-01","input":1}]""", "Price entry 1 (m)")]
    [InlineData("""[{"model":"a","effective_from":"2025-01-01","input":1,"output":1},{"model":"b","effective_from":"soon","input":1,"output":1}]""", "Price entry 2 (b)")]
    [InlineData("""[{"model":"m","effective_from":"2025-01-01","input":1,"output":1,"ouput":2}]""", "ouput")]
    [InlineData("""[{"model":"m","effective_from":"2025-01-01","input":1,"output":1},{"model":"M","effective_from":"2025-01-01","input":2,"output":1}]""", "has two prices from 2025-01-01")]
    [InlineData("""[{"model":"a","aliases":["x"],"effective_from":"2025-01-01","input":1,"output":1},{"model":"b","aliases":["X"],"effective_from":"2025-01-01","input":1,"output":1}]""", "means both 'a' and 'b'")]
    [InlineData("[null]", "Price entry 1 of")]
    [InlineData("{}", "is not a JSON array")]
    [InlineData("[", "is not JSON")]
    public void A_wrong_price_list_is_refused_with_a_sentence_that_names_the_entry(string json, string sentence)
    {
        var problem = Assert.Throws<InvalidDataException>(() => PriceTable.Load(new MemoryStream(Encoding.UTF8.GetBytes(json))));

        Assert.Contains(sentence, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_built_in_price_says_where_and_when_it_was_found() =>
        Assert.All(PriceTable.Default.Entries, entry =>
        {
            Assert.True(Uri.TryCreate(entry.Source, UriKind.Absolute, out var source) && source.Scheme == Uri.UriSchemeHttps, entry.Model);
            Assert.True(entry.Retrieved is not null, entry.Model);
        });

    [Fact]
    public void No_built_in_alias_is_the_name_of_another_model()
    {
        var models = PriceTable.Default.Entries.Select(entry => entry.Model).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.False(models.Overlaps(PriceTable.Default.Aliases.Keys));
    }

    private static PriceEntry Entry(string model, string from, decimal price) =>
        new() { Model = model, EffectiveFrom = DateOnly.Parse(from, null), Input = price, Output = price };
}
