using AgentMonitor.Executions;
using AgentMonitor.Http.Admin;
using AgentMonitor.Live;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Http.Tests.Admin;

public sealed class ReceiptsTests
{
    private readonly ManualClock _clock = new(Some.Noon);

    private readonly Receipts _receipts;

    public ReceiptsTests() => _receipts = new Receipts(_clock);

    [Fact]
    public void An_execution_is_known_since_the_page_that_had_it_last()
    {
        Project("a", "b");
        _clock.Advance(TimeSpan.FromSeconds(5));
        Project("b");

        Assert.Equal(Some.Noon, RolledUpAt("a"));
        Assert.Equal(Some.Noon.AddSeconds(5), RolledUpAt("b"));
        Assert.Null(RolledUpAt("c"));
    }

    [Fact]
    public void One_that_waits_for_the_projection_has_no_time_yet()
    {
        Project("a");

        Assert.Null(_receipts.Of(new LoggedExecution(Some.Execution("a"), 1, null), isProjected: false).RolledUpAt);
    }

    [Fact]
    public void The_newest_ten_thousand_are_remembered()
    {
        Project("first");
        Project([.. Enumerable.Range(0, Receipts.Remembered - 1).Select(number => "x" + number)]);
        Assert.NotNull(RolledUpAt("first"));

        Project("last");

        Assert.Null(RolledUpAt("first"));
        Assert.NotNull(RolledUpAt("x0"));
        Assert.NotNull(RolledUpAt("last"));
    }

    [Fact]
    public void Of_a_longer_page_it_is_the_newest()
    {
        Project([.. Enumerable.Range(0, Receipts.Remembered + 2).Select(number => "x" + number)]);

        Assert.Null(RolledUpAt("x1"));
        Assert.NotNull(RolledUpAt("x2"));
    }

    private DateTimeOffset? RolledUpAt(string id) =>
        _receipts.Of(new LoggedExecution(Some.Execution(id), 1, null), isProjected: true).RolledUpAt;

    private void Project(params string[] ids) =>
        _receipts.Publish(new LiveUpdate([.. ids.Select(id => Some.Execution(id))], []));
}
