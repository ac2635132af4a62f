using AgentMonitor.Server.Tests.Crash;
using AgentMonitor.Server.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Server.Tests.Shutdown;

[Collection(ProcessCollection.Name)]
public sealed class SigtermTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_server_told_to_stop_under_load_ends_well_within_fifteen_seconds_and_loses_nothing()
    {
        using var campaign = new CrashCampaign(Campaigns.Seed, output);

        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(0, await campaign.StopAsync());
        }

        await campaign.VerifyAsync();
    }
}
