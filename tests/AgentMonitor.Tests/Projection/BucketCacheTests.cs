using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Projection;

public sealed class BucketCacheTests
{
    private readonly ManualClock _clock = new(Some.Noon);

    private readonly BucketCache _cache;

    public BucketCacheTests() => _cache = new BucketCache(_clock);

    [Fact]
    public void What_fits_into_the_least_stays_however_long_nobody_asks()
    {
        _cache.Keep(Bucket(0));
        _clock.Advance(TimeSpan.FromHours(1));
        _cache.Keep(Bucket(1));
        _cache.Keep(Bucket(2));

        Assert.All([0, 1, 2], number => Assert.NotNull(_cache.Find(Key(number))));
    }

    [Fact]
    public void What_comes_at_once_stays_up_to_the_most()
    {
        var most = Fill(BucketCache.MostBytes - 1);

        Assert.NotNull(_cache.Find(Key(0)));
        Assert.NotNull(_cache.Find(Key(most - 1)));
    }

    [Fact]
    public void What_is_not_used_for_two_generations_goes()
    {
        var first = Fill(BucketCache.MostBytes);
        Fill(BucketCache.MostBytes, from: first);
        _cache.Keep(Bucket(-1));

        Assert.Null(_cache.Find(Key(0)));
        Assert.NotNull(_cache.Find(Key(first)));
    }

    [Fact]
    public void A_generation_that_fills_slowly_is_full_with_the_least()
    {
        var first = Fill(BucketCache.LeastBytes);
        _clock.Advance(BucketCache.Span);
        var second = first + Fill(BucketCache.LeastBytes, from: first);
        _clock.Advance(BucketCache.Span);
        _cache.Keep(Bucket(-1));

        Assert.Null(_cache.Find(Key(0)));
        Assert.NotNull(_cache.Find(Key(first)));
        Assert.NotNull(_cache.Find(Key(second - 1)));
    }

    // How many it took.
    private int Fill(long bytes, int from = 0)
    {
        var count = 0;
        for (var filled = 0L; filled < bytes; count++)
        {
            var bucket = Bucket(from + count);
            filled += bucket.HeldBytes;
            _cache.Keep(bucket);
        }

        return count;
    }

    private static RollupKey Key(int number) => new(RollupScope.User("u" + number), new TimeBucket(Grain.Day, Some.Noon.Date));

    // Of a few hundred kilobytes, so that few of them fill the cache.
    private static RollupBucket Bucket(int number)
    {
        var document = new RollupDocument(Key(number), 0);
        for (var cell = 0; cell < 1_000; cell++)
        {
            document.Cell("c" + cell);
        }

        // As every bucket that is kept, it has just been saved.
        document.Encode();
        return new RollupBucket(document.Key, [document], lens: 0);
    }
}
