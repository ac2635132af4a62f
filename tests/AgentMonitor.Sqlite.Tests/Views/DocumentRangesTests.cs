using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Views;

public sealed class DocumentRangesTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private readonly Dictionary<(RollupKey Key, int Slice), long> _saved = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_is_asked_again_holds_what_was_saved_last(int seed)
    {
        var random = new Random(seed);
        await using var store = _folder.Open();
        for (var lsn = 1; lsn <= 150; lsn++)
        {
            await SaveAsync(store, [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Key(random))], random.Next(3), lsn);
            for (var asked = 0; asked < 4; asked++)
            {
                var (scope, from) = (Key(random).Scope, random.Next(20));
                await EqualsSavedAsync(store, scope, Some.Noon.AddHours(from), Some.Noon.AddHours(from + random.Next(20)));
            }
        }
    }

    [Fact]
    public async Task What_retention_deleted_is_in_no_range()
    {
        await using var store = _folder.Open();
        await SaveAsync(store, [Key(RollupScope.Agents, 0), Key(RollupScope.Agents, 1)], 0, 1);
        await EqualsSavedAsync(store, RollupScope.Agents, Some.Noon, Some.Noon.AddHours(9));

        await store.Sqlite.SweepAsync(Some.Noon.AddYears(9), RetentionAges.Default, default);

        Assert.Empty(await store.Rollups.ReadRangeAsync(RollupScope.Agents, Grain.Hour, Some.Noon, Some.Noon.AddHours(9), default));
    }

    [Fact]
    public async Task A_save_that_failed_after_its_commit_shows()
    {
        var fails = false;
        await using var store = _folder.Open(new SqliteOptions
        {
            Folder = _folder.Path,
            Failpoint = name =>
            {
                if (fails && name == "after-views-commit")
                {
                    throw new IOException("after the commit");
                }
            },
        });
        await SaveAsync(store, [Key(RollupScope.Agents, 0)], 0, 1);
        await EqualsSavedAsync(store, RollupScope.Agents, Some.Noon, Some.Noon.AddHours(9));

        fails = true;
        await Assert.ThrowsAnyAsync<Exception>(() => SaveAsync(store, [Key(RollupScope.Agents, 0)], 0, 2));
        fails = false;

        await EqualsSavedAsync(store, RollupScope.Agents, Some.Noon, Some.Noon.AddHours(9));
    }

    private static RollupKey Key(Random random) =>
        Key(random.Next(2) == 0 ? RollupScope.Agents : RollupScope.Errors, random.Next(30));

    private static RollupKey Key(RollupScope scope, int hour) => new(scope, TimeBucket.Of(Grain.Hour, Some.Noon.AddHours(hour)));

    private async Task SaveAsync(OpenedStore store, HashSet<RollupKey> keys, int slice, long lsn)
    {
        var known = await store.Rollups.ReadAsync(keys, default);
        var documents = keys.Select(key => known.SingleOrDefault(document => document.Key == key && document.Slice == slice)
            ?? new RollupDocument(key, slice)).ToList();
        foreach (var document in documents)
        {
            document.RaiseFence(0, lsn);
            _saved[(document.Key, document.Slice)] = lsn;
        }

        Assert.Empty(await store.Rollups.SaveAsync(new PageWrite(documents, [], [], null), default));
    }

    private async Task EqualsSavedAsync(OpenedStore store, RollupScope scope, DateTimeOffset from, DateTimeOffset to)
    {
        var read = await store.Rollups.ReadRangeAsync(scope, Grain.Hour, from, to, default);

        var expected = _saved.Where(saved => saved.Key.Key.Scope == scope && saved.Key.Key.Bucket.Start >= from && saved.Key.Key.Bucket.Start < to)
            .OrderBy(saved => saved.Key.Key.Bucket.Start).ThenBy(saved => saved.Key.Slice)
            .Select(saved => (saved.Key.Key, saved.Key.Slice, saved.Value));
        Assert.Equal(expected, read.Select(document => (document.Key, document.Slice, document.Applied[0])));
    }
}
