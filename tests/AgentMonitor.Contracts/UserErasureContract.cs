using AgentMonitor.Executions;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Contracts;

/// <summary>A user is forgotten, and every total stays as it was.</summary>
public abstract class UserErasureContract(IStoreFixture fixture) : StoreContract(fixture)
{
    private static readonly TimeProvider Clock = new ManualClock(Some.Noon.AddHours(8));

    [Fact]
    public async Task What_is_left_of_a_users_execution_says_nothing_of_the_person()
    {
        using var forgetful = await ProjectedAsync(Some.Execution("a", user: "ann") with { UserName = "Ann", Content = new(new byte[] { 49 }, null, null) });

        await forgetful.Forgetting.ForgetAsync("ann", None);

        var left = Assert.Single((await Store.Lists.ListAsync(ExecutionFilter.None, null, 10, None)).Items);
        Assert.True(left.IsErased);
        Assert.Equal(
            (null, null, null, null, "tutor", 110L, true),
            (left.UserId, left.UserName, left.SessionId, left.ErrorMessage, left.AgentName, left.TokensUsed, left.Content.IsEmpty));
        Assert.Equal(Store.KeepsErasedIds, left.Id.Value == "a");
        Assert.Equal(left.Id, (await Store.Log.FindAsync(left.Id, None))?.Execution.Id);
        Assert.Empty((await Store.Lists.ListAsync(new ExecutionFilter { UserId = "ann" }, null, 10, None)).Items);
        Assert.Empty((await Store.Lists.ListAsync(new ExecutionFilter { SessionId = "s1" }, null, 10, None)).Items);
        Assert.Empty(await Store.UserDocuments.ReadAsync("ann", None));
    }

    [Fact]
    public async Task What_was_listed_and_counted_a_moment_ago_is_forgotten_too()
    {
        using var forgetful = await ProjectedAsync(
            Some.Execution("a", user: "ann"), Some.Execution("b", user: "ben"), Some.Execution("c", user: "ann", session: "s2"));
        Assert.Equal(2, (await Store.Lists.ListAsync(new ExecutionFilter { SessionId = "s1" }, null, 10, None)).Items.Count);
        Assert.Equal(2, (await Store.Sessions.LiveAsync(Some.Noon, Some.Noon, None)).Total);
        Assert.Single((await Store.Sessions.ListAsync(Sessions.SessionFilter.None, null, 1, None)).Items);

        await forgetful.Forgetting.ForgetAsync("ann", None);

        Assert.Equal("b", Assert.Single((await Store.Lists.ListAsync(new ExecutionFilter { SessionId = "s1" }, null, 10, None)).Items).Id.Value);
        Assert.Equal(1, (await Store.Sessions.LiveAsync(Some.Noon, Some.Noon, None)).Total);
        var session = Assert.Single((await Store.Sessions.ListAsync(Sessions.SessionFilter.None, null, 1, None)).Items);
        Assert.Equal(("s1", "ben"), (session.SessionId, session.User?.Value));
    }

    [Fact]
    public async Task Totals_and_distinct_counts_stay_and_a_recount_gives_the_same()
    {
        using var forgetful = await ProjectedAsync(
        [
            .. Enumerable.Range(0, 20).Select(i => Some.Execution(
                "x" + i, user: "user" + (i % 3), session: "s" + (i % 7), status: i % 4 == 0 ? ExecutionStatus.Failure : ExecutionStatus.Success,
                error: i % 4 == 0 ? "user3@example.org failed after " + i : null, endedAt: Some.Noon.AddMinutes(i * 17))),
        ]);
        var before = await forgetful.TotalsAsync();

        var outcome = await forgetful.Forgetting.ForgetAsync("user1", None);

        Assert.Equal((7, 7, true), (outcome.Executions, outcome.Sessions, outcome.IsDone));
        Assert.Equal(before, await forgetful.TotalsAsync());
        await AssertNoDriftAsync(forgetful);
        Assert.Equal(2, (await Store.UserDocuments.ReadAsync("user0", None)).Count + (await Store.UserDocuments.ReadAsync("user2", None)).Count);
    }

    [Theory]
    [InlineData("same")]
    [InlineData("other")]
    public async Task Sending_an_erased_execution_again_does_not_bring_it_back(string content)
    {
        var sent = Some.Execution("a", user: "ann");
        using var forgetful = await ProjectedAsync(sent);
        await forgetful.Forgetting.ForgetAsync("ann", None);
        var before = await forgetful.TotalsAsync();

        var again = await AppendAsync(content == "same" ? sent : sent with { ContentHash = "another", TokensUsed = 5 });

        await forgetful.ProjectAsync();
        Assert.Equal(AppendOutcome.Duplicate, again.Outcome);
        Assert.Equal(before, await forgetful.TotalsAsync());
        Assert.Empty((await Store.Lists.ListAsync(new ExecutionFilter { UserId = "ann" }, null, 10, None)).Items);
    }

    [Fact]
    public async Task A_new_execution_of_the_user_is_a_new_users()
    {
        using var forgetful = await ProjectedAsync(Some.Execution("a", user: "ann"), Some.Execution("b", user: "ben"));
        await forgetful.Forgetting.ForgetAsync("ann", None);

        await AppendAsync(Some.Execution("c", user: "ann"));
        await forgetful.ProjectAsync();

        var listed = Assert.Single((await Store.Lists.ListAsync(new ExecutionFilter { UserId = "ann" }, null, 10, None)).Items);
        Assert.Equal("c", listed.Id.Value);
        var day = Assert.Single(await Store.UserDocuments.ReadAsync("ann", None));
        Assert.Equal(1, day.Cells.Values.Max(cell => cell.Totals.Total));
        await AssertNoDriftAsync(forgetful);
    }

    [Fact]
    public async Task A_run_that_is_going_on_is_erased_and_ends_as_what_it_is()
    {
        var start = Some.Execution("r", status: ExecutionStatus.Running, user: "ann");
        using var forgetful = await ProjectedAsync(start);
        await forgetful.Forgetting.ForgetAsync("ann", None);
        Assert.Equal(1, (await Store.Running.CountByAgentAsync(None)).GetValueOrDefault("tutor"));

        var ended = await AppendAsync(Some.Execution("r", user: "ann") with { ContentHash = "end" });
        await forgetful.ProjectAsync();

        var left = Assert.Single((await Store.Lists.ListAsync(ExecutionFilter.None, null, 10, None)).Items);
        Assert.Equal(AppendOutcome.Updated, ended.Outcome);
        Assert.Equal((ExecutionStatus.Success, null, true), (left.Status, left.UserId, left.IsErased));
        Assert.Empty(await Store.Running.CountByAgentAsync(None));
        Assert.Empty(await Store.UserDocuments.ReadAsync("ann", None));
        await AssertNoDriftAsync(forgetful);
    }

    [Fact]
    public async Task A_run_that_is_going_on_can_still_be_timed_out()
    {
        var start = Some.Execution("r", status: ExecutionStatus.Running, user: "ann");
        using var forgetful = await ProjectedAsync(start);
        await forgetful.Forgetting.ForgetAsync("ann", None);

        var swept = await new OverdueSweep(Store.Running, Store.Log, Clock).RunAsync(None);
        await forgetful.ProjectAsync();

        Assert.Equal(1, swept);
        Assert.Empty(await Store.Running.CountByAgentAsync(None));
        await AssertNoDriftAsync(forgetful);
    }

    [Fact]
    public async Task A_run_that_another_user_finished_is_that_user_s()
    {
        using var forgetful = await ProjectedAsync(
            Some.Execution("r", status: ExecutionStatus.Running, user: "ann"), Some.Execution("a", user: "ann"));
        await AppendAsync(Some.Execution("r", user: "ben") with { ContentHash = "end" });
        await forgetful.ProjectAsync();

        var outcome = await forgetful.Forgetting.ForgetAsync("ann", None);

        Assert.Equal((1, true), (outcome.Executions, outcome.IsDone));
        var kept = Assert.Single((await Store.Lists.ListAsync(new ExecutionFilter { UserId = "ben" }, null, 10, None)).Items);
        Assert.Equal(("r", false), (kept.Id.Value, kept.IsErased));
        Assert.Equal(1, Assert.Single(await Store.UserDocuments.ReadAsync("ben", None)).Cells.Values.Max(cell => cell.Totals.Total));
        await AssertNoDriftAsync(forgetful);
    }

    [Fact]
    public async Task A_page_that_was_read_before_adds_nothing_and_names_nobody()
    {
        using var forgetful = await ProjectedAsync(Some.Execution("a", user: "ann"));
        var page = await Store.Feed.ReadAsync(0, 10, None);
        await forgetful.Forgetting.ForgetAsync("ann", None);
        var before = await forgetful.TotalsAsync();

        await forgetful.Projector.ProjectAsync(page with { Position = null }, None);

        Assert.Equal(before, await forgetful.TotalsAsync());
        Assert.Empty(await Store.UserDocuments.ReadAsync("ann", None));
        Assert.Empty((await Store.Lists.ListAsync(new ExecutionFilter { UserId = "ann" }, null, 10, None)).Items);
    }

    [Fact]
    public async Task What_names_nobody_goes_with_the_session_or_the_parent_that_it_belongs_to()
    {
        using var forgetful = await ProjectedAsync(
            Some.Execution("a", user: "ann", session: "hers"),
            Some.Execution("b", user: null, session: "hers"),
            Some.Execution("c", user: null, session: null) with { ParentExecutionId = "b" },
            Some.Execution("d", user: "ann", session: "shared"),
            Some.Execution("e", user: "ben", session: "shared"),
            Some.Execution("f", user: null, session: "shared"));

        var outcome = await forgetful.Forgetting.ForgetAsync("ann", None);

        var left = (await Store.Lists.ListAsync(ExecutionFilter.None, null, 10, None)).Items;
        Assert.Equal(4, outcome.Executions);
        Assert.Equal(["e", "f"], left.Where(execution => !execution.IsErased).Select(execution => execution.Id.Value).Order());
        await AssertNoDriftAsync(forgetful);
    }

    [Fact]
    public async Task Nobody_is_seen_any_more_and_whoever_comes_back_is_new()
    {
        using var forgetful = await ProjectedAsync(
            Some.Execution("a", user: "ann", session: "hers") with { UserName = "Ann" }, Some.Execution("b", user: "ben", session: "his"));
        await forgetful.Forgetting.ForgetAsync("ann", None);

        Assert.Null(await Store.Users.FindAsync("ann", None));
        Assert.Null(await Store.Sessions.FindAsync("hers", None));
        Assert.NotNull(await Store.Users.FindAsync("ben", None));
        Assert.NotNull(await Store.Sessions.FindAsync("his", None));

        await AppendAsync(Some.Execution("c", user: "ann", session: "hers", endedAt: Some.Noon.AddMinutes(5)));
        await forgetful.ProjectAsync();
        var back = await Store.Users.FindAsync("ann", None);
        Assert.Equal((Some.Noon.AddMinutes(5).AddMilliseconds(-1200), null), (back?.FirstSeenAt, back?.Name?.Value));
        Assert.Equal("ann", (await Store.Sessions.FindAsync("hers", None))?.User?.Value);
    }

    [Fact]
    public async Task Forgetting_twice_or_forgetting_nobody_changes_nothing()
    {
        using var forgetful = await ProjectedAsync(Some.Execution("a", user: "ann"), Some.Execution("b", user: "ben"));
        var first = await forgetful.Forgetting.ForgetAsync("ann", None);
        var before = await forgetful.TotalsAsync();

        var second = await forgetful.Forgetting.ForgetAsync("ann", None);
        var nobody = await forgetful.Forgetting.ForgetAsync("nobody", None);

        Assert.Equal(first, second);
        Assert.Equal((0, 0, 0, true), (nobody.Executions, nobody.Sessions, nobody.RollupDocuments, nobody.IsDone));
        Assert.Equal(before, await forgetful.TotalsAsync());
        Assert.Single((await Store.Lists.ListAsync(new ExecutionFilter { UserId = "ben" }, null, 10, None)).Items);
    }

    [Fact]
    public async Task An_error_is_still_found_among_errors_and_in_its_group()
    {
        var failed = Some.Execution("a", user: "ann", status: ExecutionStatus.Failure, error: "No answer for ann@example.org");
        using var forgetful = await ProjectedAsync(failed);

        await forgetful.Forgetting.ForgetAsync("ann", None);

        var errors = await Store.Lists.ListAsync(new ExecutionFilter { ErrorsOnly = true }, null, 10, None);
        var group = await Store.Lists.ListAsync(new ExecutionFilter { Fingerprint = failed.ErrorFingerprint }, null, 10, None);
        Assert.Equal((1, 1), (errors.Items.Count, group.Items.Count));
        Assert.Equal((null, "No answer for <email>"), (errors.Items[0].ErrorMessage, errors.Items[0].Erased?.ErrorTitle));
    }

    [Fact]
    public async Task A_dead_letter_loses_its_name_and_stays_dead()
    {
        var poison = Some.Execution("a", user: "ann") with { EndedAt = null };
        using var forgetful = await ProjectedAsync(poison, Some.Execution("b", user: "ann"));

        await forgetful.Forgetting.ForgetAsync("ann", None);

        var letter = Assert.Single(await Store.DeadLetters.ListAsync(10, None));
        Assert.Equal(Store.KeepsErasedIds, letter.Letter.ExecutionId == "a");
        Assert.True(await Store.DeadLetters.RequeueAsync(letter.Id, None));
        await forgetful.ProjectAsync();
        Assert.Empty((await Store.Lists.ListAsync(new ExecutionFilter { UserId = "ann" }, null, 10, None)).Items);
        await AssertNoDriftAsync(forgetful);
    }

    [Fact]
    public async Task Whoever_starts_anew_knows_what_was_erased_and_finishes_what_was_begun()
    {
        using var forgetful = await ProjectedAsync(Some.Execution("a", user: "ann"));
        using (var dying = new CancellationTokenSource())
        {
            await dying.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await forgetful.Forgetting.ForgetAsync("ann", dying.Token));
        }

        using var next = new Forgetful(Store, Clock);
        await next.Forgetting.ForgetAsync("ann", None);
        await next.Forgetting.ResumeAsync(None);

        Assert.Empty((await Store.Lists.ListAsync(new ExecutionFilter { UserId = "ann" }, null, 10, None)).Items);
        Assert.True((await next.Forgetting.ForgetAsync("ann", None)).IsDone);
    }

    private async Task<Forgetful> ProjectedAsync(params Execution[] executions)
    {
        var forgetful = new Forgetful(Store, Clock);
        await AppendAllAsync(executions);
        await forgetful.ProjectAsync();
        return forgetful;
    }

    private static async Task AssertNoDriftAsync(Forgetful forgetful)
    {
        var report = await forgetful.Reconciler.RunAsync(Some.Noon.AddDays(-1), Some.Noon.AddDays(2), repair: false, None);
        Assert.True(report is { Drift: 0, Executions: > 0 }, $"{report.Drift} cells differ, {report.Executions} executions.");
    }
}
