using AgentMonitor.Contracts;
using AgentMonitor.Contracts.Sightings;

namespace AgentMonitor.Cosmos.Tests.Contracts;

public sealed class CosmosExecutionLogTests() : ExecutionLogContract(new CosmosFixture());

public sealed class CosmosExecutionFeedTests() : ExecutionFeedContract(new CosmosFixture());

public sealed class CosmosExecutionListsTests() : ExecutionListsContract(new CosmosFixture());

public sealed class CosmosRunningExecutionsTests() : RunningExecutionsContract(new CosmosFixture());

public sealed class CosmosDeadLettersTests() : DeadLettersContract(new CosmosFixture());

public sealed class CosmosRollupStoreTests() : RollupStoreContract(new CosmosFixture());

public sealed class CosmosUsersTests() : UsersContract(new CosmosFixture());

public sealed class CosmosSessionsTests() : SessionsContract(new CosmosFixture());

public sealed class CosmosUserErasureTests() : UserErasureContract(new CosmosFixture());

public sealed class CosmosUserDaysTests() : UserDaysContract(new CosmosFixture());

public sealed class CosmosEscalationsTests() : EscalationsContract(new CosmosFixture());

public sealed class CosmosStateStoreTests() : StateStoreContract(new CosmosFixture());
