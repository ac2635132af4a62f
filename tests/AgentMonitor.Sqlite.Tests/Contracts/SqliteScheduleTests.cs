using AgentMonitor.Contracts.Schedules;
using AgentMonitor.TestKit;
using Xunit.Abstractions;

namespace AgentMonitor.Sqlite.Tests.Contracts;

public sealed class SqliteScheduleTests(ITestOutputHelper output)
    : DeliveryScheduleContract(() => new SqliteFixture(), FullRun.DiskSchedules, output);
