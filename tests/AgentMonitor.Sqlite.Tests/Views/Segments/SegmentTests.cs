using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views;
using SQLitePCL;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Views.Segments;

public sealed class SegmentTests
{
    [Fact]
    public void Many_small_pages_become_few_segments_and_leave_no_block_behind()
    {
        using var index = new IndexFolder();

        index.AddPages(1, 3000);

        Assert.InRange(index.Number("SELECT count(*) FROM segments"), 1, 40);
        Assert.Equal(3000, index.Number("SELECT sum(ids) FROM segments"));
        Assert.InRange(index.Number("SELECT count(DISTINCT id >> 24) FROM id_blocks"), 1, 41);
        Assert.All([1, 2, 1500, 2999, 3000], i => Assert.Equal(i, index.Find($"e{i}").Sequence));
        Assert.Equal(Enumerable.Range(1, 3000).Reverse().Select(i => (long)i), index.Listed(ListKey.User("u1")));
    }

    [Fact]
    public void A_reader_sees_its_state_to_the_end_however_much_is_merged_meanwhile()
    {
        using var index = new IndexFolder();
        index.AddPages(1, 100);
        using var reader = index.Files.OpenIdIndex();
        using var lists = new ViewsReader(index.Files.OpenViewsReader(), index.Files.Catalog);
        reader.BeginSnapshot();
        lists.BeginSnapshot();

        index.AddPages(101, 500);
        index.DeleteBefore(400);

        Assert.All(Enumerable.Range(1, 600), i => Assert.Equal(i <= 100, reader.TryFind(IndexFolder.Hash($"e{i}"), out _)));
        Assert.Equal(100, lists.Listed(ListKey.User("u1")!.Value, long.MaxValue, int.MaxValue).Count);
        reader.EndSnapshot();
        Assert.All(Enumerable.Range(1, 600), i => Assert.Equal(i >= 400, reader.TryFind(IndexFolder.Hash($"e{i}"), out _)));
    }

    [Fact]
    public async Task Whoever_reads_while_pages_are_written_misses_nothing_that_was_written_before()
    {
        using var index = new IndexFolder();
        var written = 0;
        var writing = Task.Run(() =>
        {
            for (var i = 1; i <= 1500; i++)
            {
                index.AddPages(i, 1);
                Volatile.Write(ref written, i);
            }
        });

        using var reader = index.Files.OpenIdIndex();
        for (var i = 0; !writing.IsCompleted; i++)
        {
            var known = Volatile.Read(ref written);
            var id = known == 0 ? 0 : (i * 31 % known) + 1;
            Assert.True(id == 0 || reader.TryFind(IndexFolder.Hash($"e{id}"), out _), $"e{id} of {known}");
        }

        await writing;
    }

    [Fact]
    public void Segments_whose_records_are_deleted_are_given_back()
    {
        using var index = new IndexFolder();
        index.AddPages(1, 1000);

        index.DeleteBefore(1001);
        index.AddPages(1001, 200);

        Assert.True(index.Number("SELECT min(first_seq) FROM segments") > 900);
        Assert.InRange(index.Number("SELECT count(*) FROM discarded"), 0, 1);
        Assert.Equal(200, index.Listed(ListKey.User("u1")).Count);
    }

    [Fact]
    public void A_run_of_many_heartbeats_is_listed_once_and_known_by_its_newest()
    {
        using var index = new IndexFolder();
        for (var i = 1; i <= 300; i++)
        {
            index.Add(IndexFolder.Item(i, "run", i < 300 ? ExecutionStatus.Running : ExecutionStatus.Success));
        }

        Assert.Equal(300, index.Find("run").Sequence);
        Assert.Equal([300], index.Listed(ListKey.User("u1")));
        Assert.Equal(0, index.Number("SELECT count(*) FROM listed"));
        Assert.InRange(index.Number("SELECT sum(ids) FROM segments"), 1, 30);
    }

    [Theory]
    [InlineData("UPDATE id_blocks SET body = substr(body, 1, 9) || x'5a' || substr(body, 11)")]
    [InlineData("UPDATE id_blocks SET body = substr(body, 1, 3)")]
    [InlineData("DELETE FROM id_blocks")]
    [InlineData("UPDATE segments SET filter = x''")]
    [InlineData("UPDATE segments SET fences = substr(fences, 2)")]
    public void Damage_to_ids_is_an_error_and_never_an_unknown_id(string damage)
    {
        using var index = new IndexFolder();
        index.AddPages(1, 3);
        index.Execute(damage);

        Assert.Equal(raw.SQLITE_CORRUPT, Assert.Throws<SqliteFault>(() => index.FindAnew("e2")).Code);
    }

    [Theory]
    [InlineData("UPDATE list_blocks SET body = substr(body, 1, 9) || x'5a' || substr(body, 11)")]
    [InlineData("DELETE FROM list_blocks")]
    public void Damage_to_lists_is_an_error_and_never_a_shorter_list(string damage)
    {
        using var index = new IndexFolder();
        index.AddPages(1, 3);
        index.Execute(damage);

        Assert.Equal(raw.SQLITE_CORRUPT, Assert.Throws<SqliteFault>(() => index.Listed(ListKey.User("u1"))).Code);
    }
}
