using System.Globalization;
using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests;

public sealed class DurabilityTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_log_is_flushed_at_every_commit_and_the_views_are_not()
    {
        using var log = _folder.Options.LogPragmas.OpenWriter(_folder.Log);
        using var views = _folder.Options.ViewsPragmas.OpenWriter(_folder.Views);

        Assert.Equal(("wal", 2), (log.ReadText("PRAGMA journal_mode"), log.ReadNumber("PRAGMA synchronous")));
        Assert.Equal(("wal", 1), (views.ReadText("PRAGMA journal_mode"), views.ReadNumber("PRAGMA synchronous")));
    }

    [Fact]
    public async Task Everything_answered_is_there_after_reopening()
    {
        await using (var store = _folder.Open())
        {
            await store.AppendAsync(Some.Execution("projected"));
            await store.ProjectAsync();
            await store.AppendAsync(Some.Execution("not projected"));
        }

        await using var reopened = _folder.Open();

        Assert.Equal(["projected", "not projected"], await reopened.FeedIdsAsync());
        Assert.Equal(1, await reopened.Feed.ProjectedAsync(default));
        Assert.Equal(2, reopened.Feed.End);
    }

    [Fact]
    public async Task Ids_are_recognised_after_reopening_whether_projected_or_not()
    {
        var start = Some.Execution("late", status: ExecutionStatus.Running) with { ContentHash = "start" };
        await using (var store = _folder.Open())
        {
            await store.AppendAsync(Some.Execution("projected"));
            await store.AppendAsync(start);
            await store.AppendAsync(ExecutionTransitions.TimeOut(start, Some.Noon.AddHours(1)));
            await store.ProjectAsync();
            await store.AppendAsync(Some.Execution("not projected"));
            await store.AppendAsync(Some.Execution("late"));
        }

        await using var reopened = _folder.Open();

        Assert.Equal(AppendOutcome.Duplicate, await reopened.AppendAsync(Some.Execution("projected")));
        Assert.Equal(AppendOutcome.Duplicate, await reopened.AppendAsync(Some.Execution("not projected")));
        Assert.Equal(AppendOutcome.Late, await reopened.AppendAsync(Some.Execution("late")));
        Assert.Equal(5, reopened.Feed.End);
        Assert.Equal(ExecutionStatus.Success, (await reopened.Log.FindAsync(new("late"), default))?.LateCompletion?.Status);
    }

    [Fact]
    public async Task Closing_writes_what_waits_and_leaves_no_write_ahead_log()
    {
        var store = _folder.Open();
        var waiting = Enumerable.Range(0, 500).Select(i => store.AppendAsync(Some.Execution($"e{i}"))).ToList();

        await store.DisposeAsync();

        Assert.All(await Task.WhenAll(waiting), outcome => Assert.Equal(AppendOutcome.Created, outcome));
        Assert.False(File.Exists(_folder.Log + "-wal"));
        Assert.False(File.Exists(_folder.Views + "-wal"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AppendAsync(Some.Execution("after")));
    }

    [Theory]
    [InlineData(13, 28, true)]
    [InlineData(778, 27, true)]
    [InlineData(778, 28, true)]
    [InlineData(778, 5, false)]
    [InlineData(5, 0, false)]
    public void A_limit_on_files_is_a_full_disk_to_whoever_meets_it(int code, int systemError, bool isFull) =>
        Assert.Equal(
            isFull ? StoreFault.DiskFull : StoreFault.Unavailable,
            new SqliteFault(code, "cannot write", systemError).Translated().Fault);

    [Fact]
    public async Task A_second_opener_is_told_that_the_folder_is_in_use()
    {
        await using var store = _folder.Open();

        var refusal = Assert.Throws<StoreOpenException>(() => _folder.Open());

        Assert.Contains("in use by another AgentMonitor process", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_with_a_sentence()
    {
        await _folder.Open().DisposeAsync();
        Tamper(_folder.Views, "PRAGMA user_version = 99");

        var refusal = Assert.Throws<StoreOpenException>(() => _folder.Open());

        Assert.Contains("views.db has version 99", refusal.Message, StringComparison.Ordinal);
        Tamper(_folder.Views, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {ViewsSchema.Migrations.Length}"));
        await _folder.Open().DisposeAsync();
    }

    [Fact]
    public async Task A_file_without_tables_is_brought_to_the_version_of_today()
    {
        Tamper(_folder.Log, "PRAGMA user_version = 0");

        await using var store = _folder.Open();

        Assert.Equal(AppendOutcome.Created, await store.AppendAsync(Some.Execution("a")));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_with_a_sentence()
    {
        File.WriteAllText(_folder.Log, new string('x', 10_000));

        Assert.Contains("cannot be opened", Assert.Throws<StoreOpenException>(() => _folder.Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Views_that_are_lost_are_made_anew_from_the_log()
    {
        await using (var store = _folder.Open())
        {
            await store.AppendAsync(Some.Execution("a"));
            await store.ProjectAsync();
        }

        File.Delete(_folder.Views);
        await using var reopened = _folder.Open();

        Assert.Equal(0, await reopened.Feed.ProjectedAsync(default));
        Assert.Equal(AppendOutcome.Duplicate, await reopened.AppendAsync(Some.Execution("a")));
    }

    [Fact]
    public async Task Views_that_are_ahead_of_the_log_are_refused_with_a_sentence()
    {
        await using (var store = _folder.Open())
        {
            await store.AppendAsync(Some.Execution("a"));
            await store.ProjectAsync();
        }

        File.Delete(_folder.Log);

        Assert.Contains("views.db", Assert.Throws<StoreOpenException>(() => _folder.Open()).Message, StringComparison.Ordinal);
    }

    private static void Tamper(string path, string sql)
    {
        using var connection = Connection.Open(path);
        connection.Execute(sql);
    }
}
