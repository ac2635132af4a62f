using AgentMonitor.Contracts;
using AgentMonitor.Contracts.Sightings;
using AgentMonitor.TestKit;

namespace AgentMonitor.Tests.Contracts;

public sealed class InMemoryExecutionLogTests() : ExecutionLogContract(new InMemoryFixture());

public sealed class InMemoryExecutionFeedTests() : ExecutionFeedContract(new InMemoryFixture());

public sealed class InMemoryExecutionListsTests() : ExecutionListsContract(new InMemoryFixture());

public sealed class InMemoryRunningExecutionsTests() : RunningExecutionsContract(new InMemoryFixture());

public sealed class InMemoryDeadLettersTests() : DeadLettersContract(new InMemoryFixture());

public sealed class InMemoryPoisonTests() : PoisonContract(new InMemoryFixture());

public sealed class InMemoryRollupStoreTests() : RollupStoreContract(new InMemoryFixture());

public sealed class InMemoryUsersTests() : UsersContract(new InMemoryFixture());

public sealed class InMemorySessionsTests() : SessionsContract(new InMemoryFixture());

public sealed class InMemoryUserErasureTests() : UserErasureContract(new InMemoryFixture());

public sealed class InMemoryUserDaysTests() : UserDaysContract(new InMemoryFixture());

public sealed class InMemoryEscalationsTests() : EscalationsContract(new InMemoryFixture());

public sealed class InMemoryStateStoreTests() : StateStoreContract(new InMemoryFixture());

public sealed class CalmStateStoreTests() : StateStoreContract(new CalmFixture());

public sealed class CalmExecutionLogTests() : ExecutionLogContract(new CalmFixture());

public sealed class CalmExecutionFeedTests() : ExecutionFeedContract(new CalmFixture());

public sealed class CalmExecutionListsTests() : ExecutionListsContract(new CalmFixture());

public sealed class CalmRunningExecutionsTests() : RunningExecutionsContract(new CalmFixture());

public sealed class CalmDeadLettersTests() : DeadLettersContract(new CalmFixture());

public sealed class CalmRollupStoreTests() : RollupStoreContract(new CalmFixture());

internal sealed class InMemoryFixture : IStoreFixture
{
    public ValueTask<IStore> OpenAsync() => new(new InMemoryStore());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>The store with faults, while there are none.</summary>
internal sealed class CalmFixture : IStoreFixture
{
    public ValueTask<IStore> OpenAsync() => new(new FaultyStore(new InMemoryStore(), new FaultPlan(seed: 0), TimeProvider.System));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
