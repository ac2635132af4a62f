using AgentMonitor.Sqlite.Views.Segments;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Views.Segments;

public sealed class IdFilterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(200_000)]
    public void An_id_that_was_added_is_never_denied_and_one_in_a_hundred_others_at_most_is_not(int ids)
    {
        var filter = IdFilter.For(ids);
        Halves(ids, "known", filter.Add);

        var (missed, wrong) = (0, 0);
        Halves(ids, "known", (high, low) => missed += filter.MayHold(high, low) ? 0 : 1);
        Halves(100_000, "other", (high, low) => wrong += filter.MayHold(high, low) ? 1 : 0);

        Assert.Equal(0, missed);
        Assert.InRange(wrong, 0, 1_000);
    }

    [Fact]
    public void A_filter_of_nothing_denies_everything() =>
        Halves(100, "any", (high, low) => Assert.False(IdFilter.For(0).MayHold(high, low)));

    private static void Halves(int count, string name, Action<ulong, ulong> use)
    {
        for (var i = 0; i < count; i++)
        {
            var hash = IndexFolder.Hash($"{name} {i}").Value;
            use((ulong)(hash >> 64), (ulong)hash);
        }
    }
}
