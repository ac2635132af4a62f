using AgentMonitor.Health.Vitals;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests;

/// <summary>FEATURES.md: 003 "store section: SQLite: size, WAL, fsync time".</summary>
public sealed class VitalsTests
{
    [Fact]
    public async Task Figures_are_those_of_the_files_and_a_commit_time_is_known_after_the_first()
    {
        using var folder = new StoreFolder();
        await using var store = folder.Open();
        var before = store.Sqlite.Vitals.Read();
        await store.Log.AppendAsync([Some.Execution("a")], CancellationToken.None);

        var after = store.Sqlite.Vitals.Read();

        Assert.Equal((StoreKind.Sqlite, null), (before.Kind, before.LastCommit));
        Assert.True(after.LastCommit > TimeSpan.Zero);
        Assert.True(after.LogBytes > 0 && after.LogWalBytes > 0 && after.ViewsBytes > 0 && after.StateBytes > 0);
        Assert.Equal(0, after.QueuedRecords);
        Assert.Null(after.RequestUnits);
    }
}
