using Xunit;

namespace AgentMonitor.Cosmos.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void A_connection_string_or_an_endpoint_is_enough()
    {
        Assert.Null(new CosmosOptions { ConnectionString = "AccountEndpoint=https://a/;AccountKey=YQ==" }.Check());
        Assert.Null(new CosmosOptions { AccountEndpoint = "https://name.documents.azure.com:443/" }.Check());
    }

    [Fact]
    public void What_is_wrong_is_said_with_the_setting_s_name()
    {
        Assert.Contains("CosmosDb:ConnectionString", new CosmosOptions().Check(), StringComparison.Ordinal);
        Assert.Contains("CosmosDb:AccountEndpoint", new CosmosOptions { AccountEndpoint = "nowhere" }.Check(), StringComparison.Ordinal);
        Assert.Contains("CosmosDb:Shards", new CosmosOptions { AccountEndpoint = "https://a/", Shards = 0 }.Check(), StringComparison.Ordinal);
        Assert.Contains("one name", new CosmosOptions { AccountEndpoint = "https://a/", ViewsContainer = "rollups" }.Check(), StringComparison.Ordinal);
    }
}
