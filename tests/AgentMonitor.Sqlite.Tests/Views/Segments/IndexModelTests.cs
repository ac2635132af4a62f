using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Views.Segments;

/// <summary>Pages of all sizes, redeliveries, failed commits, restarts and retention, against a model.</summary>
public sealed class IndexModelTests
{
    private const int Steps = 400;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void The_index_answers_as_the_model_whatever_happens(int seed)
    {
        var random = new Random(seed);
        var failing = false;
        using var index = new IndexFolder(failpoint: name =>
        {
            if (failing && name == Failpoints.BeforeViewsCommit)
            {
                throw new CrashException();
            }
        });
        var model = new IndexModel();
        var (written, names) = (new List<FeedItem>(), 0);

        for (var step = 0; step < Steps; step++)
        {
            var page = Page(random, model, written.Count, ref names);
            failing = random.Next(8) == 0;
            if (failing)
            {
                Assert.Throws<StoreUnavailableException>(() => index.Add(page));
                failing = false;
            }

            index.Add(page);
            model.Add(page);
            written.AddRange(page);
            Disturb(random, index, model, written);
            if (step % 20 == 0)
            {
                Compare(random, index, model, written);
            }
        }

        Compare(random, index, model, written);
        AssertSettles(index, written.Count);
    }

    // Left in peace, merges get done and what they replaced is cleared away.
    private static void AssertSettles(IndexFolder index, int written)
    {
        index.AddPages(written + 1, 300);

        Assert.InRange(index.Number("SELECT count(*) FROM segments"), 1, 50);
        Assert.InRange(index.Number("SELECT count(*) FROM discarded"), 0, 1);
        Assert.Equal(0, index.Number(
            """
            SELECT count(*) FROM (SELECT id FROM id_blocks UNION ALL SELECT id FROM list_blocks)
            WHERE id >> 24 NOT IN (SELECT id FROM segments UNION SELECT segment FROM discarded)
            """));
    }

    // Mostly new executions, some of them running; now and then the next record of one that runs, or a late one.
    private static List<FeedItem> Page(Random random, IndexModel model, int after, ref int names)
    {
        var page = new List<FeedItem>();
        var running = model.Ids.Where(model.IsRunning).ToList();
        var count = random.Next(6) == 0 ? random.Next(1, 200) : random.Next(1, 12);
        for (var i = 1; i <= count; i++)
        {
            var id = $"e{++names}";
            var late = false;
            if (running.Count > 0 && random.Next(3) == 0)
            {
                id = running[random.Next(running.Count)];
                running.Remove(id);
            }
            else if (names > 50 && random.Next(30) == 0)
            {
                (id, late) = ($"e{random.Next(1, 50)}", true);
            }

            var status = (ExecutionStatus)random.Next(Enum.GetValues<ExecutionStatus>().Length);
            page.Add(IndexFolder.Item(after + i, id, late ? ExecutionStatus.Success : status, $"u{random.Next(1, random.Next(2, 30))}", late));
        }

        return page;
    }

    private static void Disturb(Random random, IndexFolder index, IndexModel model, List<FeedItem> written)
    {
        switch (random.Next(20))
        {
            case 0:
                index.Reopen();
                break;
            case 1:
                var from = random.Next(written.Count);
                index.Add(written.GetRange(from, Math.Min(random.Next(1, 50), written.Count - from)));
                break;
            case 2 when random.Next(3) == 0:
                var first = model.FirstKept + random.Next((int)(written.Count - model.FirstKept));
                model.DeleteBefore(first);
                index.DeleteBefore(first);
                break;
            default:
                break;
        }
    }

    private static void Compare(Random random, IndexFolder index, IndexModel model, List<FeedItem> written)
    {
        foreach (var id in model.Ids.Where(_ => random.Next(4) == 0).Append("unknown"))
        {
            Assert.Equal(model.Find(id), index.Find(id));
        }

        foreach (var key in written.Where(_ => random.Next(20) == 0).SelectMany(item => IndexModel.KeysOf(item.Execution)).Where(key => key is not null).Distinct())
        {
            var (before, limit) = (random.Next(2) == 0 ? long.MaxValue : random.Next(written.Count + 1), random.Next(1, 40));
            Assert.Equal(model.Listed(key, before, limit), index.Listed(key, before, limit));
        }
    }
}
