using System.Text;
using System.Text.Json.Nodes;
using AgentMonitor.Alerts;
using AgentMonitor.Budgets;
using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Erasure;
using AgentMonitor.Escalations;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Cosmos.Tests.Erasure;

/// <summary>After a user is forgotten, no document of any container says so much as the name.</summary>
public sealed class EveryDocumentTests : IAsyncLifetime, IDisposable
{
    private const string User = "canary-user";

    // Long, so that it looks the same in base64 wherever it stands.
    private const string Canary = "canary-";

    private static readonly ManualClock Clock = new(Some.Noon.AddHours(3));

    private readonly GatewayDouble _gateway = new() { Clock = Clock };

    private readonly List<FeedPage> _pages = [];

    private OpenedCosmos _store = null!;

    private Forgetful _forgetful = null!;

    private BudgetBook _budgets = null!;

    public async Task InitializeAsync()
    {
        _store = await OpenedCosmos.OpenAsync(_gateway, new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString, Shards = 1 }, Clock);
        _budgets = new BudgetBook(_store.State, Clock);
        var written = new AdminTexts(
            _budgets, new AlertBook(_store.State, Clock), new AlertHistory(_store.State, new AlertOptions(), Clock));
        _forgetful = new Forgetful(_store, Clock, null, written);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose()
    {
        _forgetful.Dispose();
        _gateway.Dispose();
    }

    [Fact]
    public async Task No_document_knows_a_user_who_was_forgotten()
    {
        await LiveAsync();
        var before = await _forgetful.TotalsAsync();
        Assert.True(StoredText.Holding(_gateway, Canary).Count > 100);

        var outcome = await _forgetful.Forgetting.ForgetAsync(User, CancellationToken.None);

        Assert.True(outcome.IsDone);
        AssertNowhere();
        Assert.Equal(before, await _forgetful.TotalsAsync());
        var report = await _forgetful.Reconciler.RunAsync(Some.Noon.AddDays(-2), Some.Noon.AddDays(2), repair: false, CancellationToken.None);
        Assert.True(report is { Drift: 0, Executions: > 0 }, report.ToString());
        Assert.Equal(["other"], (await ListAsync("ben")).Select(execution => execution.Id.Value));
    }

    // But for what names the user in somebody else's run, which nothing marks as erased.
    [Fact]
    public async Task Pages_that_were_read_before_bring_nobody_back()
    {
        await LiveAsync(inOthersRuns: "ben");
        await _forgetful.Forgetting.ForgetAsync(User, CancellationToken.None);
        var totals = await _forgetful.TotalsAsync();

        foreach (var page in _pages)
        {
            await _forgetful.Projector.ProjectAsync(page, CancellationToken.None);
        }

        AssertNowhere();
        Assert.Equal(totals, await _forgetful.TotalsAsync());
    }

    /// <summary>A user in every place that holds any, among others.</summary>
    /// <param name="inOthersRuns">Who is named where somebody else's run begins, or is completed too late.</param>
    private async Task LiveAsync(string inOthersRuns = User)
    {
        await _budgets.SaveAsync(
            new BudgetSet([new Budget { Id = "b", Name = "of one", Scope = BudgetScope.User, Key = User, Period = BudgetPeriod.Daily, LimitUsd = 1 }]),
            CancellationToken.None);
        await ArriveAsync([.. Enumerable.Range(0, 30).Select(Finished), .. Enumerable.Range(0, 120).Select(Theirs)]);

        // Runs: one goes on, one ends an hour later, one is ended by somebody else, one began without a name.
        await ArriveAsync(
            Run("going", User), Run("ending", User), Run("other", inOthersRuns), Run("nobodys", null), Run("timed", "ben"), Run("late", User));
        await ArriveAsync(Run("going", User) with { ReceivedAt = Some.Noon.AddMinutes(70), ContentHash = "heartbeat" });
        await ArriveAsync(
            Ended("ending", User), Ended("other", "ben") with { SessionId = "shared" }, Ended("nobodys", User), Poison("poison"));

        // Completions after the sweep, of somebody else's run and of their own.
        await ArriveAsync(
            ExecutionTransitions.TimeOut(Run("timed", "ben"), Some.Noon.AddHours(1)), ExecutionTransitions.TimeOut(Run("late", User), Some.Noon.AddHours(1)));
        await ArriveAsync(Ended("timed", inOthersRuns), Ended("late", User));
        await BreakAsync("broken");
        await ReadAllAsync();
        await new EscalationQueue(_store.Escalations, _store.State, Clock, RetentionAges.Default)
            .MoveAsync("theirs7", EscalationState.Resolved, "for canary-user", CancellationToken.None);
    }

    private async Task ArriveAsync(params Execution[] executions)
    {
        await _store.Log.AppendAsync(executions, CancellationToken.None);
        await ReadAllAsync();
    }

    private async Task ReadAllAsync()
    {
        var page = await _store.Feed.ReadAsync(await _store.Feed.ProjectedAsync(CancellationToken.None), 10_000, CancellationToken.None);
        _pages.Add(page with { Position = null });
        await _forgetful.Projector.ProjectAsync(page, CancellationToken.None);
    }

    private void AssertNowhere()
    {
        var left = StoredText.Holding(_gateway, Canary);
        Assert.True(left.Count == 0, $"{left.Count} documents:\n{string.Join("\n", left.Take(12))}");
        Assert.Empty(_gateway.Refused);
    }

    private async Task<IReadOnlyList<Execution>> ListAsync(string user) =>
        [.. (await _store.Lists.ListAsync(new ExecutionFilter { UserId = user }, null, 10, CancellationToken.None)).Items
            .Where(execution => !execution.Flags.HasFlag(ExecutionFlags.TimedOutByMonitor))];

    private static Execution Finished(int number) =>
        Some.Execution("x" + number, user: "user" + (number % 4), session: number % 5 == 0 ? "shared" : "s" + number);

    // Of so many agents and hours that the user's day is split.
    private static Execution Theirs(int number) => Named(Some.Execution(
        "theirs" + number, agent: "agent" + (number % 50), endedAt: Some.Noon.AddMinutes(-17 * number), user: User, session: "canary-s" + (number % 3),
        status: number % 4 == 0 ? ExecutionStatus.Failure : ExecutionStatus.Success, error: $"Nothing for 'canary-{number}' was found")) with
    {
        Escalation = number % 7 == 0 ? new Escalation(EscalationState.Pending, EscalationSeverity.High) : null,
        SessionId = number % 11 == 0 ? "shared" : "canary-s" + (number % 3),
    };

    private static Execution Run(string id, string? user) => Some.Execution(id, status: ExecutionStatus.Running, user: user, session: "shared") with
    {
        UserName = user == User ? "Canary-Wharf" : null,
        Escalation = user == User ? new Escalation(EscalationState.Pending, EscalationSeverity.Low) : null,
        ReceivedAt = Some.Noon.AddMinutes(-10),
        ContentHash = "start of " + id,
    };

    private static Execution Ended(string id, string user) =>
        Some.Execution(id, endedAt: Some.Noon.AddMinutes(90), user: user, session: "shared") with { ContentHash = "end of " + id };

    private static Execution Poison(string id) => Named(Some.Execution(id, user: User, session: "canary-s1")) with { EndedAt = null };

    private static Execution Named(Execution execution) => execution with
    {
        UserName = "Canary-Wharf",
        RequestId = "canary-request",
        TraceId = "canary-trace",
        SpanId = "canary-span",
        Tags = ["canary-tag"],
        Content = new(Encoding.UTF8.GetBytes("\"canary-in\""), Encoding.UTF8.GetBytes("\"canary-out\""), Encoding.UTF8.GetBytes("{\"a\":\"canary-a\"}")),
    };

    // Somebody has written over it, so that nobody can read it.
    private async Task BreakAsync(string id)
    {
        await _store.Log.AppendAsync([Named(Some.Execution(id, user: User))], CancellationToken.None);
        var executions = _store.Container("executions");
        var stored = Documents.ItemId.Of(id);
        using var read = await executions.ReadItemStreamAsync(stored, new(0));
        var document = JsonNode.Parse(read.Content)!;
        document["final"] = "{\"user_id\":\"canary-user\",";
        using var broken = new MemoryStream(Encoding.UTF8.GetBytes(document.ToJsonString()));
        using var answer = await executions.ReplaceItemStreamAsync(broken, stored, new(0));
        answer.EnsureSuccessStatusCode();
    }
}
