using AgentMonitor.Contracts.Recount;
using AgentMonitor.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Tests.Projection;

public sealed class FaultStormTests(ITestOutputHelper output)
{
    private const int Clients = 4;

    [Fact]
    public void Ten_minutes_of_store_faults_lose_nothing_and_are_over_thirty_seconds_later()
    {
        var seed = FullRun.Seed;
        output.WriteLine($"AGENTMONITOR_SEED={seed}");
        TurnTaking.Run(turns =>
        {
            var clock = new ManualClock(Some.Noon);
            using var storm = new FaultStorm(turns, new InMemoryStore(clock: clock), clock, seed);
            storm.StartClients(Clients, Some.Noon.AddMinutes(10));

            storm.Storm(TimeSpan.FromMinutes(10));
            var behind = storm.Store.End;
            storm.Calm(TimeSpan.FromSeconds(30));
            storm.End();

            output.WriteLine($"{storm.Acknowledged.Count} sent, {behind} stored in the storm; {string.Join(", ", storm.Faults.Seen)}");
            Assert.Equal(6, storm.Faults.Seen.Count);
            Assert.Equal(storm.Sent.Order(), storm.Acknowledged.Order());
            CheckStoreAsync(storm).GetAwaiter().GetResult();
        });
    }

    private static async Task CheckStoreAsync(FaultStorm storm)
    {
        var stored = (await storm.Store.ReadAsync(0, int.MaxValue, CancellationToken.None)).Items
            .Select(item => item.Execution).ToList();

        Assert.Equal(storm.Sent.Order(), stored.Select(execution => execution.Id.Value).Order());
        Assert.Equal(storm.Store.End, await storm.Store.ProjectedAsync(CancellationToken.None));
        await RecountAssert.EqualsRecountAsync(storm.Store.Rollups, stored, "the storm");
    }
}
