using AgentMonitor.Costs;
using Xunit;

namespace AgentMonitor.Tests.Costs;

public sealed class ModelMakerTests
{
    [Theory]
    [InlineData("gpt-4o-mini", "openai")]
    [InlineData("openai/gpt-4o", "openai")]
    [InlineData("o3-mini", "openai")]
    [InlineData("Claude-Sonnet-4", "anthropic")]
    [InlineData("gemini-2.5-pro", "google")]
    [InlineData("mistral-large", "mistral")]
    [InlineData("my-own", "unknown")]
    public void A_model_s_maker_is_known_by_its_name(string model, string maker) => Assert.Equal(maker, ModelMaker.Of(model));

    [Fact]
    public void Every_model_with_a_price_has_a_known_maker() =>
        Assert.DoesNotContain(PriceTable.Default.Entries, entry => ModelMaker.Of(entry.Model) == ModelMaker.Unknown);
}
