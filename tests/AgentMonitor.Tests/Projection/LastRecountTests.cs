using System.Text;
using AgentMonitor.Erasure;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.State;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Projection;

public sealed class LastRecountTests
{
    private readonly InMemoryState _state = new();
    private readonly ManualClock _clock = new(Some.Noon);

    [Fact]
    public async Task Another_process_finds_the_whole_report()
    {
        var report = Report("ann", "bob");
        await Recount().SaveAsync(report, default);

        var found = (await Recount().FindAsync(default))!;

        Assert.Equal(report.Differences, found.Differences);
        Assert.Equal(report with { Differences = found.Differences }, found);
    }

    [Fact]
    public async Task Only_the_last_is_kept_and_none_before_there_was_one()
    {
        Assert.Null(await Recount().FindAsync(default));

        await Recount().SaveAsync(Report("ann"), default);
        await Recount().SaveAsync(Report() with { Executions = 7 }, default);

        Assert.Equal(7, (await Recount().FindAsync(default))!.Executions);
        Assert.Single(await _state.ListAsync(StateKinds.Recounts, default));
    }

    [Fact]
    public async Task A_user_who_is_forgotten_is_in_no_byte_of_it()
    {
        await Recount().SaveAsync(Report("ann", "bob"), default);

        await Recount().ForgetAsync(new ForgottenUser("ann", Some.Noon, new FeedMark()), default);

        Assert.Equal(RollupScope.User("bob"), Assert.Single((await Recount().FindAsync(default))!.Differences).Key.Scope);
        Assert.DoesNotContain("ann", await StoredAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_goes_once_it_is_too_old_to_prove_anything()
    {
        await Recount().SaveAsync(Report("ann"), default);

        _clock.Advance(RetentionAges.Default.Reports - TimeSpan.FromSeconds(1));
        await Recount().SweepAsync(default);
        Assert.NotNull(await Recount().FindAsync(default));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await Recount().FindAsync(default));
        await Recount().SweepAsync(default);

        Assert.DoesNotContain("ann", await StoredAsync(), StringComparison.Ordinal);
    }

    private LastRecount Recount() => new(_state, RetentionAges.Default, _clock);

    private async Task<string> StoredAsync() =>
        Encoding.UTF8.GetString((await _state.ListAsync(StateKinds.Recounts, default)).Single().Utf8Json.Span);

    private ReconcileReport Report(params string[] users) => new()
    {
        From = Some.Noon.AddDays(-2),
        To = Some.Noon,
        StartedAt = Some.Noon.AddTicks(1),
        FinishedAt = _clock.GetUtcNow(),
        Repair = true,
        Executions = 1,
        Documents = 2,
        Cells = 3,
        Drift = 4,
        RepairedCells = 5,
        MovedDocuments = 6,
        Differences = [.. users.Select(user => new CellDifference(
            new RollupKey(RollupScope.User(user), TimeBucket.Of(Grain.Day, Some.Noon)), CellName.All, 1, 2))],
    };
}
