using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Log;

public sealed class GroupCommitTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whoever_waits_for_the_writer_shares_one_transaction_and_one_chunk()
    {
        using var hold = new SemaphoreSlim(0);
        var commits = 0;
        await using (var store = _folder.Open(new()
        {
            Folder = _folder.Path,
            Failpoint = name =>
            {
                if (name == Failpoints.BeforeCommit && Interlocked.Increment(ref commits) == 1)
                {
                    hold.Wait();
                }
            },
        }))
        {
            var first = store.AppendAsync(Some.Execution("first"));
            await UntilAsync(() => Volatile.Read(ref commits) == 1);
            var rest = Enumerable.Range(0, 50).Select(i => store.AppendAsync(Some.Execution($"e{i}"))).ToList();
            hold.Release();
            await Task.WhenAll([first, .. rest]);
        }

        Assert.Equal(2, commits);
        using var log = Connection.Open(_folder.Log);
        Assert.Equal(2, log.ReadNumber("SELECT count(*) FROM chunks"));
        Assert.Equal(50, log.ReadNumber("SELECT max(count) FROM chunks"));
    }

    [Fact]
    public async Task A_group_that_is_rolled_back_leaves_nothing_behind()
    {
        var fail = true;
        await using var store = _folder.Open(new()
        {
            Folder = _folder.Path,
            Failpoint = name => ThrowWhen(fail && name == Failpoints.BeforeCommit),
        });

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AppendAsync(Some.Execution("a")));
        Assert.Null(await store.Log.FindAsync(new("a"), default));
        Assert.Equal(0, store.Feed.End);
        Assert.NotNull(store.Sqlite.Figures.LastFault);

        fail = false;
        Assert.Equal(AppendOutcome.Created, await store.AppendAsync(Some.Execution("a")));
        Assert.Equal(["a"], await store.FeedIdsAsync());
        Assert.Null(store.Sqlite.Figures.LastFault);
    }

    [Fact]
    public async Task A_commit_that_was_reported_as_failed_is_found_again()
    {
        var fail = true;
        await using var store = _folder.Open(new()
        {
            Folder = _folder.Path,
            Failpoint = name => ThrowWhen(fail && name == Failpoints.AfterCommit),
        });
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AppendAsync(Some.Execution("a")));

        fail = false;

        Assert.Equal(AppendOutcome.Duplicate, await store.AppendAsync(Some.Execution("a")));
        Assert.Equal(["a"], await store.FeedIdsAsync());
    }

    [Fact]
    public async Task A_full_disk_is_answered_as_such_and_passes_without_a_restart()
    {
        var options = _folder.Options;
        await _folder.Open().DisposeAsync();
        await using var store = _folder.Open(new()
        {
            Folder = _folder.Path,
            LogPragmas = options.LogPragmas with { MaxPages = 20 },
        });
        var large = Some.Execution("large") with { Content = new(new byte[200_000].Select(_ => (byte)'1').ToArray(), null, null) };

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AppendAsync(large));

        Assert.Equal(StoreFault.DiskFull, fault.Fault);
        Assert.True(fault.RetryAfter > TimeSpan.Zero);
        Assert.Equal(AppendOutcome.Created, await store.AppendAsync(Some.Execution("small")));
        Assert.Equal(["small"], await store.FeedIdsAsync());
    }

    [Fact]
    public async Task More_than_can_be_projected_is_turned_away()
    {
        await using var store = _folder.Open(new() { Folder = _folder.Path, UnprojectedLimit = 2 });
        await store.AppendAsync(Some.Execution("a"));
        await store.AppendAsync(Some.Execution("b"));

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AppendAsync(Some.Execution("c")));
        await store.ProjectAsync();

        Assert.Equal(StoreFault.Overloaded, fault.Fault);
        Assert.Equal(AppendOutcome.Created, await store.AppendAsync(Some.Execution("c")));
    }

    [Fact]
    public async Task More_than_the_queue_holds_is_turned_away()
    {
        using var hold = new SemaphoreSlim(0);
        var held = 0;
        await using var store = _folder.Open(new()
        {
            Folder = _folder.Path,
            QueuedRecordsLimit = 3,
            Failpoint = _ =>
            {
                if (Interlocked.Increment(ref held) == 1)
                {
                    hold.Wait();
                }
            },
        });
        var first = store.AppendAsync(Some.Execution("first"));
        await UntilAsync(() => Volatile.Read(ref held) == 1);
        var queued = Enumerable.Range(0, 3).Select(i => store.AppendAsync(Some.Execution($"e{i}"))).ToList();

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AppendAsync(Some.Execution("more")));
        hold.Release();
        await Task.WhenAll([first, .. queued]);

        Assert.Equal(StoreFault.Overloaded, fault.Fault);
        Assert.Equal(4, store.Feed.End);
    }

    private static void ThrowWhen(bool condition)
    {
        if (condition)
        {
            throw new CrashException();
        }
    }

    // Waits for another thread to reach a point that it is on its way to.
    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 24_000 && !condition(); i++)
        {
            await Task.Delay(5);
        }

        Assert.True(condition());
    }
}
