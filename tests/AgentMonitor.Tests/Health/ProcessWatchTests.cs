using AgentMonitor.Health.Vitals;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Health;

public sealed class ProcessWatchTests
{
    [Fact]
    public void What_is_not_known_yet_or_not_there_is_null_and_not_0()
    {
        var vitals = new ProcessWatch(new ManualClock(Some.Noon)).Read();

        Assert.Equal((null, null, null), (vitals.CpuPercent, vitals.DiskFreeMb, vitals.DiskPercent));
        Assert.True(vitals.MemoryMb > 0 && vitals.ManagedMb > 0 && vitals.Threads > 0);
    }

    [Fact]
    public void The_processors_share_is_known_from_the_second_look_on()
    {
        var clock = new ManualClock(Some.Noon);
        var watch = new ProcessWatch(clock, new DataVolume(AppContext.BaseDirectory));
        watch.Read();
        clock.Advance(TimeSpan.FromMinutes(1));

        var vitals = watch.Read();

        Assert.InRange(vitals.CpuPercent!.Value, 0, 100);
        Assert.True(vitals.DiskFreeMb > 0);
        Assert.InRange(vitals.DiskPercent!.Value, 0, 100);
    }

    [Fact]
    public void A_look_is_good_for_a_second()
    {
        var clock = new ManualClock(Some.Noon);
        var watch = new ProcessWatch(clock);

        var first = watch.Read();
        clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Same(first, watch.Read());
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.NotSame(first, watch.Read());
    }

    [Theory]
    [InlineData(0, 1, 0.0)]
    [InlineData(1, 1, 100.0)]
    [InlineData(5, 1, 100.0)]
    [InlineData(1, 4, 25.0)]
    [InlineData(1, 0, null)]
    public void A_share_is_of_all_processors_together(double usedOfAll, double elapsed, double? percent) =>
        Assert.Equal(percent, ProcessWatch.Share(TimeSpan.FromSeconds(usedOfAll) * Environment.ProcessorCount, TimeSpan.FromSeconds(elapsed)));

    [Fact]
    public void A_volume_that_cannot_be_asked_has_no_figures() =>
        Assert.Null(new DataVolume(Path.Combine(AppContext.BaseDirectory, "is", "not", "there")).Find());
}
