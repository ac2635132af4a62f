using AgentMonitor.TestKit;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Contracts.Schedules;

/// <summary>Totals equal a recount whatever happens between the log of a store and its rollups.</summary>
public abstract class DeliveryScheduleContract(Func<IStoreFixture> open, int schedules, ITestOutputHelper output)
{
    [Fact]
    public void No_delivery_schedule_makes_a_total_drift() => ScheduleCheck.Run(schedules, output, async schedule =>
    {
        await using var fixture = open();
        var store = await fixture.OpenAsync();
        await schedule.RunAsync(new ScheduleRun(new StoreLog(store), store.Rollups));
    });
}

/// <summary>The same where every document is saved by itself, over as many shards as is said.</summary>
public abstract class ShardedDeliveryScheduleContract(int shards, int schedules, ITestOutputHelper output)
{
    [Fact]
    public void No_delivery_schedule_over_shards_makes_a_total_drift() => ScheduleCheck.Run(schedules, output, schedule =>
    {
        var store = new PiecewiseRollupStore();
        return schedule.RunAsync(new ScheduleRun(new ShardedLog(shards, store), store));
    });
}

internal static class ScheduleCheck
{
    // Lists of up to this many events, growing from none.
    private const int LongestSchedule = 60;

    public static void Run(int schedules, ITestOutputHelper output, Func<Schedule, Task> run)
    {
        var seed = FullRun.Seed;
        output.WriteLine($"{schedules} schedules, AGENTMONITOR_SEED={seed}");
        Prop.ForAll(Schedules.Any, schedule => run(schedule).GetAwaiter().GetResult()).Check(
            Config.QuickThrowOnFailure
                .WithMaxTest(schedules)
                .WithStartSize(LongestSchedule / 4)
                .WithEndSize(LongestSchedule)
                .WithParallelRunConfig(new ParallelRunConfig(Environment.ProcessorCount))
                .WithReplay(new Replay(new Rnd((ulong)seed), Microsoft.FSharp.Core.FSharpOption<int>.None)));
    }
}
