using AgentMonitor.Sqlite.Views.Segments;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Views.Segments;

public sealed class MergePolicyTests
{
    private const int MostIds = 1 << 20;

    [Theory]
    [InlineData(1, 1, 7)]
    [InlineData(200, 200, 6)]
    [InlineData(8192, 8192, 3)]
    [InlineData(1, 8192, 7)]
    [InlineData(3000, 9000, 4)]
    public void Segments_stay_few_and_each_entry_is_written_a_few_times(int least, int most, int writes)
    {
        var random = new Random(1);
        var segments = new List<Segment>();
        var (ids, written) = (0L, 0L);
        while (ids < 200_000L * most / 1000 && ids < 10_000_000)
        {
            segments.Add(Of(ids + 1, random.Next(least, most + 1)));
            written += segments[^1].Ids;
            ids += segments[^1].Ids;
            while (MergePolicy.Next(segments, MostIds) is var due && segments[due] is { Count: > 0 } inputs)
            {
                var merged = Of(inputs[0].First, inputs.Sum(input => input.Ids));
                Assert.InRange(merged.Ids, 1, MostIds);
                segments.RemoveRange(due.Start.Value, inputs.Count);
                segments.Insert(due.Start.Value, merged);
                written += merged.Ids;
            }
        }

        Assert.InRange(segments.Count, 1, 80);
        Assert.InRange(written / (double)ids, 1, writes + 0.5);
    }

    [Fact]
    public void Segments_far_apart_are_not_merged() =>
        Assert.Empty(Enumerable.Range(0, 20).Select(i => Of(1 + (i * (1L << 30)), 10)).ToList() is var segments
            ? segments[MergePolicy.Next(segments, MostIds)]
            : []);

    private static Segment Of(long first, int ids) => new(first, first, first + ids - 1, ids, 0, IdFilter.For(0), []);
}
