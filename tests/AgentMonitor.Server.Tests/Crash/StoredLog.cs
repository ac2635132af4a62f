using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Sqlite;
using AgentMonitor.Sqlite.Native;
using Xunit;

namespace AgentMonitor.Server.Tests.Crash;

/// <summary>What a stopped server has left in its folder, read without it.</summary>
internal sealed class StoredLog
{
    private StoredLog(IReadOnlyList<Execution> records) => Records = records;

    /// <summary>Every record, in the order in which they were appended.</summary>
    public IReadOnlyList<Execution> Records { get; }

    public IEnumerable<Execution> Finished => Records.Where(record => record.Status.IsFinal());

    public static async Task<StoredLog> ReadAsync(string folder)
    {
        var options = new SqliteOptions { Folder = folder };
        await using var store = SqliteStore.Open(options, PriceTable.Empty, TimeProvider.System);
        var records = new List<Execution>();
        var position = 0L;
        while (position < store.Feed.End)
        {
            var page = await store.Feed.ReadAsync(position, 10_000, CancellationToken.None);
            Assert.Empty(page.Unreadable);
            records.AddRange(page.Items.Select(item => item.Execution));
            position = page.Position!.Value;
        }

        return new StoredLog(records);
    }

    /// <summary>SQLite's own word on both files; "ok" twice when they are whole.</summary>
    public static IReadOnlyList<string> CheckIntegrity(string folder) =>
        [.. new[] { "log.db", "views.db" }.Select(file =>
        {
            using var connection = Connection.Open(Path.Combine(folder, file));
            return connection.ReadText("PRAGMA integrity_check");
        })];
}
