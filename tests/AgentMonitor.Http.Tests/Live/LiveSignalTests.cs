using System.Text;
using System.Text.Json.Nodes;
using AgentMonitor.Live;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Http.Tests.Live;

public sealed class LiveSignalTests : IDisposable
{
    private readonly ManualClock _clock = new(Some.Noon);

    private readonly LiveFeed _feed;

    public LiveSignalTests() => _feed = new LiveFeed(_clock);

    public void Dispose() => _feed.Dispose();

    [Fact]
    public void A_signal_goes_out_at_once_before_executions_and_on_their_line_of_numbers()
    {
        using var browser = _feed.Subscribe();

        _feed.Publish(new LiveUpdate([Some.Execution("a")], []));
        _feed.Publish(LiveSignal.AlertRaised("success-rate", """{"id":"success-rate"}"""u8.ToArray()));
        var frames = ReadAll(browser);

        Assert.Equal(["alert:raised", "execution:new"], frames.Select(frame => (string?)frame["type"]));
        Assert.Equal([1L, 2L], frames.Select(frame => (long)frame["seq"]!));
        Assert.Equal("success-rate", (string?)frames[0]["data"]!["id"]);
        Assert.NotNull((string?)frames[0]["timestamp"]);
    }

    [Fact]
    public void Of_what_waits_under_one_key_the_newest_goes_out_and_last()
    {
        using var browser = _feed.Subscribe();

        _feed.Publish(LiveSignal.AlertRaised("a", Number(1)));
        _feed.Publish(LiveSignal.AlertResolved("a", Number(2)));
        _feed.Publish(LiveSignal.AlertRaised("a", Number(3)));
        _feed.Publish(LiveSignal.BudgetChanged("a", Number(4)));
        _feed.Publish(LiveSignal.HealthChanged(Number(5)));
        var frames = ReadAll(browser);

        Assert.Equal(
            ["alert:resolved 2", "alert:raised 3", "budget:changed 4", "health:changed 5"],
            frames.Select(frame => $"{frame["type"]} {frame["data"]}"));
    }

    [Fact]
    public void Nothing_is_kept_while_nobody_listens()
    {
        _feed.Publish(LiveSignal.AlertRaised("a", Number(1)));
        using var browser = _feed.Subscribe();

        Assert.Empty(ReadAll(browser));
    }

    [Fact]
    public void A_storm_of_signals_is_bounded_and_ends_with_the_newest()
    {
        using var browser = _feed.Subscribe();
        for (var i = 0; i < 5000; i++)
        {
            _feed.Publish(LiveSignal.BudgetChanged($"b{i}", Number(i)));
        }

        var frames = ReadAll(browser);

        Assert.Equal(PendingSignals.Maximum, frames.Count);
        Assert.Equal(4999, (int)frames[^1]["data"]!);
    }

    [Fact]
    public void Data_that_is_too_long_for_a_frame_becomes_null_and_the_frame_goes_out()
    {
        using var browser = _feed.Subscribe();

        _feed.Publish(LiveSignal.AlertRaised("a", Encoding.UTF8.GetBytes('"' + new string('x', 32 * 1024) + '"')));
        var frame = Assert.Single(ReadAll(browser));

        Assert.Equal("alert:raised", (string?)frame["type"]);
        Assert.Null(frame["data"]);
    }

    private static byte[] Number(int number) => Encoding.UTF8.GetBytes($"{number}");

    private List<JsonNode> ReadAll(LiveSubscription browser)
    {
        var read = new List<JsonNode>();
        for (var turn = 0; turn <= PendingSignals.Maximum; turn++)
        {
            _clock.Advance(turn == 0 ? TimeSpan.Zero : LiveFeed.Pace);
            while (browser.Frames.TryRead(out var frame))
            {
                read.Add(JsonNode.Parse(frame.Json.Span)!);
            }
        }

        return read;
    }
}
