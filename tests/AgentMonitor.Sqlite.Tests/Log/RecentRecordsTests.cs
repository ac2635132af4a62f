using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Log;

public sealed class RecentRecordsTests
{
    private const long Room = 1 << 20;

    [Fact]
    public void What_was_handed_over_is_read_back_in_order()
    {
        var recent = new RecentRecords(100 * Room);
        Add(recent, 1, Records(1, 3_000));
        Add(recent, 3_001, Records(3_001, 10));

        var items = recent.Read(5, 3_010)!;

        Assert.Equal(Enumerable.Range(6, 3_005).Select(i => ((long)i, $"x{i}")), items.Select(item => (item.Lsn, item.Execution.Id.Value)));
    }

    [Fact]
    public void The_oldest_go_when_they_take_too_much()
    {
        var recent = new RecentRecords(Room);
        Add(recent, 1, Records(1, 5_000));

        Assert.Null(recent.Read(0, 5_000));
        Assert.Equal(100, recent.Read(4_900, 5_000)!.Count);
    }

    [Fact]
    public void Much_content_is_not_held()
    {
        var recent = new RecentRecords(Room);
        Add(recent, 1, [Some.Execution("x") with { Content = new ExecutionContent(new byte[50_000], null, null) }]);

        Assert.True(Assert.Single(recent.Read(0, 1)!).Execution.Content.IsEmpty);
    }

    [Fact]
    public void After_a_gap_only_what_came_after_it_is_here()
    {
        var recent = new RecentRecords(Room);
        Add(recent, 1, Records(1, 10));
        Add(recent, 15, Records(15, 10));

        Assert.Null(recent.Read(5, 20));
        Assert.Equal(15, recent.Read(14, 24)![0].Lsn);
    }

    [Fact]
    public void One_that_cannot_be_read_sends_its_reader_to_the_log()
    {
        var recent = new RecentRecords(Room);
        Add(recent, 1, [null, Some.Execution("b")]);

        Assert.Null(recent.Read(0, 2));
        Assert.Single(recent.Read(1, 2)!);
    }

    [Fact]
    public void Each_comes_with_the_hash_of_its_id_unless_it_was_erased_meanwhile()
    {
        var recent = new RecentRecords(Room);
        Add(recent, 1, [Some.Execution("a"), null, Some.Execution("c")]);

        var item = Assert.Single(recent.Read(2, 3)!);
        var erased = item with { Execution = item.Execution with { Id = new ExecutionId("forgotten") } };

        Assert.Equal(IdHash.Of(new ExecutionId("c")), Assert.IsType<HashedItem>(item).Hash);
        Assert.Equal(IdHash.Of(new ExecutionId("c")), HashedItem.HashOf(item));
        Assert.Equal(IdHash.Of(new ExecutionId("forgotten")), HashedItem.HashOf(erased));
    }

    private static void Add(RecentRecords recent, long first, List<Execution?> records) => recent.Add(
        first,
        records,
        [.. records.OfType<Execution>().Select(record => KeyValuePair.Create(IdHash.Of(record.Id), new KnownId(1, 0)))]);

    private static List<Execution?> Records(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => Some.Execution($"x{i}"))];
}
