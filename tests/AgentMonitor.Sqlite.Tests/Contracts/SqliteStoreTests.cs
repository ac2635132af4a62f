using AgentMonitor.Contracts;
using AgentMonitor.Contracts.Sightings;
using AgentMonitor.TestKit;

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
