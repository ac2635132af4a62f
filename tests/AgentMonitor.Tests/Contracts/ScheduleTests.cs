using AgentMonitor.Contracts.Schedules;
using AgentMonitor.TestKit;
using Xunit.Abstractions;

namespace AgentMonitor.Tests.Contracts;

public sealed class InMemoryScheduleTests(ITestOutputHelper output)
    : DeliveryScheduleContract(() => new InMemoryFixture(), FullRun.Schedules / 4, output);

public sealed class ThreeShardScheduleTests(ITestOutputHelper output)
    : ShardedDeliveryScheduleContract(shards: 3, FullRun.Schedules / 2, output);

public sealed class OneShardScheduleTests(ITestOutputHelper output)
    : ShardedDeliveryScheduleContract(shards: 1, FullRun.Schedules / 4, output);
