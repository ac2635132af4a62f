using System.Text.Json.Nodes;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Http.Tests.Live;

public sealed class LiveFeedTests : IDisposable
{
    private readonly ManualClock _clock = new(Some.Noon);

    private readonly LiveFeed _feed;

    public LiveFeedTests() => _feed = new LiveFeed(_clock);

    public void Dispose() => _feed.Dispose();

    [Fact]
    public void The_first_change_goes_out_at_once()
    {
        using var browser = _feed.Subscribe();

        _feed.Publish(Page(Some.Execution("a")));
        _clock.Advance(TimeSpan.Zero);

        var frame = Assert.Single(Read(browser));
        Assert.Equal("execution:new", (string?)frame["type"]);
        Assert.Equal(1, (long)frame["seq"]!);
        Assert.Equal("a", (string?)frame["data"]!["executions"]![0]!["execution_id"]);
    }

    [Fact]
    public void Nothing_is_kept_while_nobody_listens()
    {
        _feed.Publish(Page(Some.Execution("a")));
        using var browser = _feed.Subscribe();

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Empty(Read(browser));
    }

    [Fact]
    public void Nothing_goes_out_when_nothing_changes()
    {
        using var browser = _feed.Subscribe();
        _feed.Publish(Page(Some.Execution("a")));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Read(browser);

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Empty(Read(browser));
        Assert.Equal(0, _clock.PendingTimers);
    }

    [Fact]
    public void At_most_ten_frames_go_out_in_any_second_and_their_numbers_have_no_gap()
    {
        using var browser = _feed.Subscribe();
        var sent = new List<(DateTimeOffset At, long Sequence)>();

        for (var step = 0; step < 3000; step++)
        {
            _feed.Publish(Page(
                Some.Execution($"n{step}"), Some.Execution($"e{step}", status: ExecutionStatus.Failure, error: "lost")));
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            sent.AddRange(Read(browser).Select(frame => (_clock.GetUtcNow(), (long)frame["seq"]!)));
        }

        Assert.InRange(sent.Count, 29, 31);
        Assert.Equal(Enumerable.Range(1, sent.Count).Select(number => (long)number), sent.Select(frame => frame.Sequence));
        Assert.All(sent, frame => Assert.InRange(
            sent.Count(other => other.At >= frame.At && other.At < frame.At.AddSeconds(1)), 1, 10));
    }

    [Fact]
    public void No_frame_is_longer_than_32_KB_and_what_is_left_out_is_counted()
    {
        using var browser = _feed.Subscribe();
        var longest = new string('\u0394', 128);
        var page = Enumerable.Range(0, 500).Select(index => Some.Execution(
            $"{index:000}{longest[..125]}", longest, ExecutionStatus.Failure, user: longest, session: longest, model: longest,
            error: new string('\u0394', 5000))).ToArray();

        _feed.Publish(Page(page));
        _clock.Advance(TimeSpan.Zero);
        _clock.Advance(LiveFeed.Pace);

        var frames = ReadRaw(browser);
        Assert.Equal(["execution:new", "error:occurred"], frames.Select(frame => frame.Type));
        Assert.All(frames, frame => Assert.InRange(frame.Json.Length, 1, 32 * 1024));
        var data = JsonNode.Parse(frames[0].Json.Span)!["data"]!;
        Assert.Equal(500, data["executions"]!.AsArray().Count + (int)data["more"]!);
        Assert.StartsWith("499", (string?)data["executions"]![0]!["execution_id"], StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_of_one_execution_are_one_entry_in_its_last_state()
    {
        using var browser = _feed.Subscribe();
        _feed.Publish(Page(Some.Execution("a", status: ExecutionStatus.Running)));
        _feed.Publish(Page(Some.Execution("a")));

        _clock.Advance(TimeSpan.Zero);

        var execution = Assert.Single(Assert.Single(Read(browser))["data"]!["executions"]!.AsArray());
        Assert.Equal("success", (string?)execution!["status"]);
    }

    [Fact]
    public void The_end_of_a_run_that_was_announced_is_an_update()
    {
        using var browser = _feed.Subscribe();
        _feed.Publish(Page(Some.Execution("a", status: ExecutionStatus.Running)));
        _clock.Advance(TimeSpan.Zero);

        _feed.Publish(Page(Some.Execution("a")));
        _clock.Advance(LiveFeed.Pace);

        Assert.Equal(["execution:new", "execution:updated"], Read(browser).Select(frame => (string?)frame["type"]));
    }

    [Fact]
    public void A_changed_minute_is_told_as_it_stands()
    {
        using var browser = _feed.Subscribe();
        var document = new RollupDocument(new RollupKey(RollupScope.Agents, TimeBucket.Of(Grain.Minute, Some.Noon)), 0);
        document.Cell(CellName.All).Totals.Add(Counter.Success, 3);
        document.Cell("tutor").Totals.Add(Counter.Success, 3);
        document.Cell("tutor").Totals.Add(Counter.ComputedCost, 5_000_000);
        var hour = new RollupDocument(new RollupKey(RollupScope.Agents, TimeBucket.Of(Grain.Hour, Some.Noon)), 0);

        _feed.Publish(new LiveUpdate([], [document, hour]));
        document.Cell(CellName.All).Totals.Add(Counter.Success, 1);
        _clock.Advance(TimeSpan.Zero);

        var frame = Assert.Single(Read(browser));
        Assert.Equal("metrics:update", (string?)frame["type"]);
        var minute = Assert.Single(frame["data"]!["minutes"]!.AsArray())!;
        Assert.Equal(3, (int)minute["all"]!["count"]!);
        Assert.Equal(0.005m, (decimal)minute["agents"]!["tutor"]!["total_cost_usd"]!);
    }

    [Fact]
    public void While_more_comes_in_than_frames_can_name_every_other_frame_is_counts()
    {
        using var browser = _feed.Subscribe();
        for (var step = 0; step < 1000; step++)
        {
            _feed.Publish(new LiveUpdate(
                [Some.Execution($"n{step}"), Some.Execution($"e{step}", status: ExecutionStatus.Failure, error: "lost")],
                [Minute(Some.Noon, agents: 3)]));
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        var types = Read(browser).Select(frame => (string?)frame["type"]).ToList();
        Assert.Equal(
            ["execution:new", "metrics:update", "error:occurred", "metrics:update", "execution:new", "metrics:update", "error:occurred"],
            types.Take(7));
    }

    [Fact]
    public void An_import_of_many_minutes_tells_the_newest_and_that_there_are_more()
    {
        using var browser = _feed.Subscribe();
        var documents = Enumerable.Range(0, 3000).Select(minute => Minute(Some.Noon.AddMinutes(minute), agents: 300)).ToArray();

        _feed.Publish(new LiveUpdate([], documents));
        _clock.Advance(TimeSpan.Zero);

        var frame = Assert.Single(ReadRaw(browser));
        Assert.InRange(frame.Json.Length, 1, 32 * 1024);
        var data = JsonNode.Parse(frame.Json.Span)!["data"]!;
        Assert.True((bool)data["more"]!);
        Assert.Equal(Some.Noon.AddMinutes(2999), (DateTimeOffset)data["minutes"]![0]!["minute"]!);
    }

    [Fact]
    public void A_browser_that_does_not_keep_up_is_dropped_and_the_others_see_everything()
    {
        using var slow = _feed.Subscribe();
        using var healthy = _feed.Subscribe();
        var seen = 0;

        for (var step = 0; step < 200; step++)
        {
            _feed.Publish(Page(Some.Execution($"x{step}")));
            _clock.Advance(LiveFeed.Pace);
            seen += Read(healthy).Count;
        }

        Assert.Equal(200, seen);
        Assert.Equal(1, _feed.Subscribers);
        Assert.Equal(LiveSubscription.Capacity, Read(slow).Count);
        Assert.True(slow.Frames.Completion.IsCompleted);
    }

    [Fact]
    public void Whoever_leaves_is_forgotten()
    {
        var browser = _feed.Subscribe();
        browser.Dispose();

        Assert.Equal(0, _feed.Subscribers);
        Assert.True(browser.Frames.Completion.IsCompleted);
    }

    private static RollupDocument Minute(DateTimeOffset start, int agents)
    {
        var document = new RollupDocument(new RollupKey(RollupScope.Agents, TimeBucket.Of(Grain.Minute, start)), 0);
        for (var agent = 0; agent < agents; agent++)
        {
            document.Cell($"agent-{agent}").Totals.Add(Counter.Success, agent);
        }

        return document;
    }

    private static LiveUpdate Page(params Execution[] executions) => new(executions, []);

    private static List<JsonNode> Read(LiveSubscription browser) =>
        [.. ReadRaw(browser).Select(frame => JsonNode.Parse(frame.Json.Span)!)];

    private static List<LiveFrame> ReadRaw(LiveSubscription browser)
    {
        var frames = new List<LiveFrame>();
        while (browser.Frames.TryRead(out var frame))
        {
            frames.Add(frame);
        }

        return frames;
    }
}
