using AgentMonitor.Metrics;
using AgentMonitor.Rollups;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentMonitor.Tests.Metrics;

public sealed class WindowCoverTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 20, 13, 37, 21, TimeSpan.Zero);

    [Fact]
    public void A_closed_window_is_covered_exactly_without_gap_or_overlap() => Prop.ForAll(
        Gen.Choose(1, (8 * 1440) - 2).ToArbitrary(), Gen.Choose(1, 3 * 1440).ToArbitrary(), (ago, minutes) =>
        {
            var from = TimeBucket.Floor(Grain.Minute, Now).AddMinutes(-ago);
            var to = from.AddMinutes(Math.Min(minutes, ago));
            var window = MetricsWindow.Between(from, to, Now.AddMinutes(1));

            var cover = WindowCover.Of(window, Now.AddMinutes(1), RetentionAges.Default);

            return cover.Spans[0].From == from && cover.Spans[^1].To == to
                && cover.Spans.Zip(cover.Spans.Skip(1)).All(pair => pair.First.To == pair.Second.From)
                && cover.Spans.All(span => span.From < span.To
                    && TimeBucket.Floor(span.Grain, span.From) == span.From
                    && TimeBucket.Floor(span.Grain, span.To) == span.To);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_day_up_to_now_reads_fewer_than_ninety_documents()
    {
        var cover = WindowCover.Of(MetricsWindow.LastHours(24, Now), Now, RetentionAges.Default);

        Assert.Equal(Grain.Minute, cover.Resolution);
        Assert.True(cover.Spans.Sum(span => (span.To - span.From) / span.Grain.Length()) < 90);
        Assert.Equal(Grain.Day, cover.Spans[^1].Grain);
    }

    [Fact]
    public void A_long_window_is_made_of_few_spans()
    {
        var cover = WindowCover.Of(MetricsWindow.LastHours(24 * 7, Now), Now, RetentionAges.Default);

        Assert.Equal([Grain.Minute, Grain.Hour, Grain.Day], cover.Spans.Select(span => span.Grain));
    }

    [Fact]
    public void A_window_beyond_the_minutes_widens_to_hours_and_says_so()
    {
        var from = Now.AddDays(-20);

        var cover = WindowCover.Of(MetricsWindow.Between(from, from.AddMinutes(90), Now), Now, RetentionAges.Default);

        Assert.Equal(Grain.Hour, cover.Resolution);
        Assert.Equal(TimeBucket.Floor(Grain.Hour, from), cover.Spans[0].From);
        Assert.True(cover.Spans[^1].To >= from.AddMinutes(90));
    }

    [Fact]
    public void A_window_beyond_the_hours_widens_to_days()
    {
        var from = Now.AddDays(-500);

        var cover = WindowCover.Of(MetricsWindow.Between(from, from.AddHours(3), Now), Now, RetentionAges.Default);

        Assert.Equal(Grain.Day, cover.Resolution);
        Assert.Equal(TimeSpan.FromDays(1), Assert.Single(cover.Spans).To - cover.Spans[0].From);
    }

    [Fact]
    public void The_previous_window_has_the_same_length_and_ends_where_this_one_begins()
    {
        var window = MetricsWindow.LastHours(24, Now);

        Assert.Equal(TimeSpan.FromHours(24), window.Previous.Length);
        Assert.Equal(window.From, window.Previous.To);
    }
}
