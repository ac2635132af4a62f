using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.State;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.State;

public sealed class StateFileTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task State_and_its_versions_outlive_the_process()
    {
        string? etag;
        await using (var store = _folder.Open())
        {
            etag = await SaveAsync(store, "1", null);
        }

        await using var reopened = _folder.Open();
        Assert.Equal(etag, (await reopened.State.FindAsync("alerts", "a", default))!.ETag);
        Assert.NotNull(await SaveAsync(reopened, "2", etag));
        Assert.Null(await SaveAsync(reopened, "3", etag));
    }

    [Theory]
    [InlineData("before-state-commit", false)]
    [InlineData("after-state-commit", true)]
    public async Task What_was_under_way_when_the_process_died_is_there_whole_or_not_at_all(string moment, bool isThere)
    {
        using var copy = new StoreFolder();
        var options = new SqliteOptions
        {
            Folder = _folder.Path,
            Failpoint = passed =>
            {
                if (passed == moment)
                {
                    Copy(copy.Path);
                }
            },
        };
        await using var store = _folder.Open(options);
        await SaveAsync(store, "1", null);

        await using var survivor = copy.Open();
        Assert.Equal(isThere, await survivor.State.FindAsync("alerts", "a", default) is not null);
    }

    [Fact]
    public async Task A_write_that_failed_is_told_and_the_next_one_succeeds()
    {
        var fails = true;
        var options = new SqliteOptions
        {
            Folder = _folder.Path,
            Failpoint = passed => _ = fails && passed == "before-state-commit" ? throw new IOException("The disk went away.") : 0,
        };
        await using var store = _folder.Open(options);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => SaveAsync(store, "1", null));
        Assert.NotNull(store.Sqlite.Figures.LastFault);
        fails = false;

        Assert.NotNull(await SaveAsync(store, "1", null));
        Assert.Null(store.Sqlite.Figures.LastFault);
        Assert.True(store.Sqlite.Figures.StateBytes > 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    [InlineData(2 * 4096)]
    public async Task A_damaged_file_is_refused_with_a_sentence_and_left_where_it_is(int offset)
    {
        await using (var store = _folder.Open())
        {
            await SaveAsync(store, '"' + new string('x', 20_000) + '"', null);
        }

        Overwrite(offset);
        var damaged = await File.ReadAllBytesAsync(_folder.State);

        var refusal = Assert.Throws<StoreOpenException>(() => _folder.Open());

        Assert.Contains("state.db is damaged", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Restore it from a backup", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(_folder.State));
        Assert.Equal([_folder.State], Directory.GetFiles(_folder.Path, "state.db*").Where(file => !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_with_a_sentence()
    {
        await _folder.Open().DisposeAsync();
        using (var connection = Connection.Open(_folder.State))
        {
            connection.Execute("PRAGMA user_version = 99");
        }

        Assert.Contains("state.db has version 99", Assert.Throws<StoreOpenException>(() => _folder.Open()).Message, StringComparison.Ordinal);
    }

    private static async Task<string?> SaveAsync(OpenedStore store, string json, string? etag) =>
        await store.State.TrySaveAsync(new StateDocument("alerts", "a", System.Text.Encoding.UTF8.GetBytes(json), etag), default);

    private void Copy(string to)
    {
        foreach (var file in Directory.GetFiles(_folder.Path, "*.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private void Overwrite(int offset)
    {
        using var file = new FileStream(_folder.State, FileMode.Open, FileAccess.Write);
        file.Position = offset;
        file.Write(Enumerable.Repeat((byte)0xA5, 1024).ToArray());
    }
}
