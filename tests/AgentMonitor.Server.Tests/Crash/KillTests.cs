using AgentMonitor.Server.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Server.Tests.Crash;

[Collection(ProcessCollection.Name)]
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_server_killed_at_random_moments_under_load_loses_nothing_it_has_acknowledged()
    {
        using var campaign = new CrashCampaign(Campaigns.Seed, output);

        for (var round = 0; round < Campaigns.Rounds; round++)
        {
            await campaign.KillAsync();
        }

        await campaign.VerifyAsync();
    }

    // Twice in a row, so that of a transaction cut in two each half would come last once.
    [Theory]
    [InlineData("before-commit")]
    [InlineData("after-commit")]
    [InlineData("before-views-commit")]
    [InlineData("after-views-commit")]
    public async Task A_server_killed_at_a_failpoint_loses_nothing_it_has_acknowledged(string failpoint)
    {
        var seed = Campaigns.Seed;
        using var campaign = new CrashCampaign(seed, output);
        var first = new Random(seed).Next(2, 30);

        for (var count = first; count < first + 2; count++)
        {
            await campaign.KillAtAsync(failpoint, count);
        }

        await campaign.VerifyAsync();
    }
}
