using AgentMonitor.Contracts;
using AgentMonitor.Contracts.Sightings;
using AgentMonitor.Metrics.Users;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Contracts;

public sealed class SqliteExecutionLogTests() : ExecutionLogContract(new SqliteFixture());

public sealed class SqliteExecutionFeedTests() : ExecutionFeedContract(new SqliteFixture());

public sealed class SqliteExecutionFeedFromDiskTests() : ExecutionFeedContract(new SqliteFixture(recentBytes: 0));

public sealed class SqliteExecutionListsTests() : ExecutionListsContract(new SqliteFixture());

public sealed class SqliteRunningExecutionsTests() : RunningExecutionsContract(new SqliteFixture());

public sealed class SqliteDeadLettersTests() : DeadLettersContract(new SqliteFixture());

public sealed class SqlitePoisonTests() : PoisonContract(new SqliteFixture());

public sealed class SqliteRollupStoreTests() : RollupStoreContract(new SqliteFixture());

public sealed class SqliteUsersTests() : UsersContract(new SqliteFixture());

public sealed class SqliteSessionsTests() : SessionsContract(new SqliteFixture());

public sealed class SqliteUserErasureTests() : UserErasureContract(new SqliteFixture());

public sealed class SqliteUserDaysTests() : UserDaysContract(new SqliteFixture())
{
    [Fact]
    public async Task What_was_saved_since_the_last_question_is_in_the_next_answer_and_nothing_else_is_read_again()
    {
        await ProjectRandomAsync(1, 100);
        var first = await ReadAsync();
        Assert.Same(first, await ReadAsync());

        await ProjectRandomAsync(2, 100);

        Assert.NotSame(first, await ReadAsync());
        await AssertRecountAsync(new UserDaySpan(TimeBucket.Floor(Grain.Day, Some.Noon), 0, 24));
        await AssertRecountAsync(new UserDaySpan(TimeBucket.Floor(Grain.Day, Some.Noon).AddDays(-1), 5, 24));
    }

    [Fact]
    public async Task A_few_that_change_among_many_show_after_every_page()
    {
        var (random, day) = (new Random(8), TimeBucket.Floor(Grain.Day, Some.Noon));
        await ProjectAllAsync([.. Enumerable.Range(0, 60).Select(i => Some.Execution("m" + i, user: "user" + i))]);
        for (var page = 0; page < 25; page++)
        {
            await AssertRecountAsync(new UserDaySpan(day, 0, 24));
            await AssertRecountAsync(new UserDaySpan(day, 11, 13));

            await ProjectAllAsync([.. Enumerable.Range(0, 3).Select(i => Some.Execution(
                $"p{page}-{i}", user: "user" + random.Next(70), endedAt: day.AddMinutes(random.Next(1440)), durationMs: random.Next(9000)))]);
        }
    }
}

public sealed class SqliteEscalationsTests() : EscalationsContract(new SqliteFixture());

public sealed class SqliteStateStoreTests() : StateStoreContract(new SqliteFixture());

internal sealed class SqliteFixture(long recentBytes = 40 << 20) : IStoreFixture
{
    private readonly StoreFolder _folder = new();
    private OpenedStore? _store;

    public ValueTask<IStore> OpenAsync() => new(_store = _folder.Open(new() { Folder = _folder.Path, RecentBytes = recentBytes }));

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        _folder.Dispose();
    }
}
