using AgentMonitor.Contracts;
using AgentMonitor.TestKit;

namespace AgentMonitor.Tests.Contracts;

public sealed class InMemoryExecutionLogTests() : ExecutionLogContract(new InMemoryFixture());

public sealed class InMemoryExecutionFeedTests() : ExecutionFeedContract(new InMemoryFixture());

public sealed class InMemoryExecutionListsTests() : ExecutionListsContract(new InMemoryFixture());

public sealed class InMemoryRunningExecutionsTests() : RunningExecutionsContract(new InMemoryFixture());

public sealed class InMemoryDeadLettersTests() : DeadLettersContract(new InMemoryFixture());

public sealed class InMemoryRollupStoreTests() : RollupStoreContract(new InMemoryFixture());

internal sealed class InMemoryFixture : IStoreFixture
{
    public ValueTask<IStore> OpenAsync() => new(new InMemoryStore());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
