using System.Runtime.CompilerServices;
using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Cosmos.Tests.Erasure;

/// <summary>One instance forgets a user whom another one knows, and had no part in that.</summary>
public sealed class OtherInstanceTests : IAsyncLifetime, IDisposable
{
    private const string User = "canary-user";

    private readonly ManualClock _clock = new(Some.Noon.AddHours(3));

    private readonly GatewayDouble _gateway;

    private OpenedCosmos _mine = null!;

    private OpenedCosmos _other = null!;

    private Forgetful _forgetful = null!;

    public OtherInstanceTests() => _gateway = new GatewayDouble { Clock = _clock };

    public async Task InitializeAsync()
    {
        var options = new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString, Shards = 1 };
        _mine = await OpenedCosmos.OpenAsync(_gateway, options, _clock);
        _other = await OpenedCosmos.OpenAsync(_gateway, options, _clock);
        _forgetful = new Forgetful(_mine, _clock);
    }

    public async Task DisposeAsync()
    {
        await _mine.DisposeAsync();
        await _other.DisposeAsync();
    }

    public void Dispose()
    {
        _forgetful.Dispose();
        _gateway.Dispose();
    }

    [Fact]
    public async Task A_recount_that_read_a_user_before_does_not_bring_the_user_s_days_back()
    {
        using var other = new Forgetful(_other, _clock, new Meanwhile(ForgetAsync));
        await ArriveAsync(other, Some.Execution("a", user: User), Some.Execution("b", user: "ben"));

        var report = await other.Reconciler.RunAsync(Some.Noon, Some.Noon.AddHours(1), repair: true, CancellationToken.None);

        AssertNowhere();
        Assert.True(report is { Drift: 0, Executions: 2 }, report.ToString());
    }

    [Fact]
    public async Task A_recount_does_not_trust_its_clock_to_say_what_was_forgotten_meanwhile()
    {
        _clock.Advance(TimeSpan.FromMinutes(5));
        using var other = new Forgetful(_other, _clock, new Meanwhile(async () =>
        {
            _clock.Advance(TimeSpan.FromMinutes(-4));
            await ForgetAsync();
            _clock.Advance(TimeSpan.FromMinutes(4));
        }));
        await ArriveAsync(other, Some.Execution("a", user: User));

        await other.Reconciler.RunAsync(Some.Noon, Some.Noon.AddHours(1), repair: true, CancellationToken.None);

        AssertNowhere();
    }

    [Fact]
    public async Task A_page_that_was_read_before_brings_nobody_back_once_it_is_heard_of()
    {
        using var other = new Forgetful(_other, _clock);
        await ArriveAsync(other, Some.Execution("a", user: User, session: "canary-session"));
        var page = await _other.Feed.ReadAsync(0, 10, CancellationToken.None) with { Position = null };
        await ForgetAsync();
        var totals = await _forgetful.TotalsAsync();

        _clock.Advance(TimeSpan.FromSeconds(21));
        await other.Projector.ProjectAsync(page, CancellationToken.None);

        AssertNowhere();
        Assert.Equal(totals, await _forgetful.TotalsAsync());
    }

    [Fact]
    public async Task Whoever_comes_back_is_found_in_the_session_again()
    {
        using var other = new Forgetful(_other, _clock);
        await ArriveAsync(other, Some.Execution("a", user: User, session: "s1"));
        await ForgetAsync();

        _clock.Advance(TimeSpan.FromSeconds(21));
        await ArriveAsync(other, Some.Execution("b", user: User, session: "s1"));

        var listed = await _other.Lists.ListAsync(new ExecutionFilter { SessionId = "s1" }, null, 10, CancellationToken.None);
        Assert.Equal("b", Assert.Single(listed.Items).Id.Value);
    }

    [Fact]
    public async Task What_is_erased_is_learnt_while_the_erasure_goes_on()
    {
        var records = new ErasureRecords(_other.State, _other.Erased, _clock);
        await ArriveAsync(_forgetful, Some.Execution("a", user: User));
        var known = new List<bool>();
        async Task LookAsync()
        {
            await records.ReloadAsync(CancellationToken.None);
            known.Add(_other.Erased.Find(new ExecutionId("a")) is not null);
        }

        var days = new UserDays(_mine.UserDocuments, _mine.Lists, _forgetful.Reconciler);
        using var forgetting = new Forgetting(
            new Watched(_mine.Erasure, LookAsync), days, [], new AllProjected(_clock), new ErasureRecords(_mine.State, _mine.Erased, _clock),
            RetentionAges.Default, _clock);
        await forgetting.ForgetAsync(User, CancellationToken.None);

        Assert.Equal([false, true], known);
    }

    private async Task ArriveAsync(Forgetful projects, params Execution[] executions)
    {
        await _mine.Log.AppendAsync(executions, CancellationToken.None);
        await projects.ProjectAsync();
    }

    private async Task ForgetAsync() => Assert.True((await _forgetful.Forgetting.ForgetAsync(User, CancellationToken.None)).IsDone);

    private void AssertNowhere()
    {
        var left = StoredText.Holding(_gateway, "canary-");
        Assert.True(left.Count == 0, $"{left.Count} documents:\n{string.Join("\n", left.Take(12))}");
    }

    /// <summary>Something happens after a recount has read and before it compares, once.</summary>
    private sealed class Meanwhile(Func<Task> happens) : IProjectedPosition
    {
        private bool _happened;

        public FeedMark End => new();

        public async ValueTask WaitUntilProjectedAsync(FeedMark mark, CancellationToken cancellationToken)
        {
            if (!_happened)
            {
                _happened = true;
                await happens();
            }
        }

        public ValueTask<bool> IsProjectedAsync(LoggedExecution execution, CancellationToken cancellationToken) => new(true);

        public ValueTask<long> CountPendingAsync(CancellationToken cancellationToken) => new(0);
    }

    /// <summary>Something happens before anything is found, and before anything is erased.</summary>
    private sealed class Watched(IUserErasure erasure, Func<Task> look) : IUserErasure
    {
        public async IAsyncEnumerable<UserBatch> FindAsync(
            ForgottenUser user, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await look();
            await foreach (var batch in erasure.FindAsync(user, cancellationToken))
            {
                yield return batch;
            }
        }

        public async ValueTask EraseAsync(ForgottenUser user, CancellationToken cancellationToken)
        {
            await look();
            await erasure.EraseAsync(user, cancellationToken);
        }

        public ValueTask ScrubAsync(CancellationToken cancellationToken) => erasure.ScrubAsync(cancellationToken);
    }
}
