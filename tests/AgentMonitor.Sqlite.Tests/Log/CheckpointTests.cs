using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Log;

public sealed class CheckpointTests : IDisposable
{
    private const int Pages = 50;

    private readonly StoreFolder _folder = new();
    private int _next;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_write_ahead_log_starts_over_while_executions_keep_coming()
    {
        await using var store = _folder.Open(new() { Folder = _folder.Path, LogCheckpointPages = Pages });

        await AppendUntilAsync(store, 80 * Pages * 4096);

        // Far more than the limit, for what comes while a slow machine moves pages; far less than what was written.
        Assert.InRange(store.Sqlite.Figures.LogWalBytes, 1, 40 * Pages * 4096);
    }

    [Fact]
    public async Task A_reader_of_an_old_page_holds_up_nobody()
    {
        await using var store = _folder.Open(new() { Folder = _folder.Path, LogCheckpointPages = Pages });
        await AppendSomeAsync(store);
        using var reader = Connection.Open(_folder.Log);
        reader.Execute("BEGIN");
        reader.ReadNumber("SELECT count(*) FROM chunks");

        for (var i = 0; i < 40; i++)
        {
            await AppendSomeAsync(store);
        }

        reader.Execute("COMMIT");
        await AppendUntilAsync(store, 20 * Pages * 4096);
        Assert.Null(store.Sqlite.Figures.LastFault);
    }

    private async Task AppendUntilAsync(OpenedStore store, long bytes)
    {
        for (var i = 0; i < 3000 && store.Sqlite.Figures.LogBytes < bytes; i++)
        {
            await AppendSomeAsync(store);
        }

        Assert.True(store.Sqlite.Figures.LogBytes >= bytes);
    }

    private async Task AppendSomeAsync(OpenedStore store)
    {
        var executions = Enumerable.Range(0, 20)
            .Select(_ => Some.Execution($"e{_next++}") with { ErrorMessage = new string('x', 1000) })
            .ToList();
        var results = await store.Log.AppendAsync(executions, CancellationToken.None);
        Assert.All(results, result => Assert.Equal(AppendOutcome.Created, result.Outcome));
    }
}
