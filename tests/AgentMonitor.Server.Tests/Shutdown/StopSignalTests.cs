using AgentMonitor.Server.Tests.Crash;
using AgentMonitor.Server.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Server.Tests.Shutdown;

[Collection(ProcessCollection.Name)]
public sealed class StopSignalTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(ServerProcess.Sigterm)]
    [InlineData(ServerProcess.Sigint)]
    public async Task A_server_told_to_stop_under_load_ends_well_within_fifteen_seconds_and_loses_nothing(int signal)
    {
        using var campaign = new CrashCampaign(Campaigns.Seed, output);

        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(0, await campaign.StopAsync(signal));
        }

        await campaign.VerifyAsync();
    }
}
