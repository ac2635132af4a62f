using AgentMonitor.Heartbeats;
using Xunit;

namespace AgentMonitor.Tests.Heartbeats;

public sealed class MinuteSetTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_set_counts_what_was_marked_whatever_stretch_is_asked_for(int seed)
    {
        var random = new Random(seed);
        var (set, marked) = Some(random);

        for (var i = 0; i < 500; i++)
        {
            var from = random.Next(MinuteSet.MinutesOfDay + 1);
            var to = random.Next(MinuteSet.MinutesOfDay + 1);
            Assert.Equal(marked.Count(minute => minute >= from && minute < to), set.Count(from, to));
        }

        Assert.Equal(marked.Min(), set.FindFirst());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Uniting_is_associative_commutative_and_idempotent_and_has_an_identity(int seed)
    {
        var random = new Random(seed);
        var (a, b, c) = (Some(random).Set, Some(random).Set, Some(random).Set);

        Assert.Equal(a.Union(b).Union(c).ToText(), a.Union(b.Union(c)).ToText());
        Assert.Equal(a.Union(b).ToText(), b.Union(a).ToText());
        Assert.Equal(a.ToText(), a.Union(a).ToText());
        Assert.Equal(a.ToText(), a.Union(new MinuteSet()).ToText());
        Assert.True(a.Union(b).Holds(a) && a.Union(b).Holds(b));
    }

    [Fact]
    public void A_set_comes_back_from_its_text_and_no_other_text_is_one()
    {
        var (set, _) = Some(new Random(1));

        Assert.Equal(set.ToText(), MinuteSet.FindParsed(set.ToText())?.ToText());
        Assert.Null(MinuteSet.FindParsed(""));
        Assert.Null(MinuteSet.FindParsed("AAAA"));
        Assert.Null(MinuteSet.FindParsed("not base64"));
        Assert.Null(new MinuteSet().FindFirst());
    }

    private static (MinuteSet Set, HashSet<int> Marked) Some(Random random)
    {
        var (set, marked) = (new MinuteSet(), new HashSet<int>());
        for (var i = 0; i < 700; i++)
        {
            var minute = random.Next(MinuteSet.MinutesOfDay);
            set.Mark(minute);
            marked.Add(minute);
        }

        return (set, marked);
    }
}
