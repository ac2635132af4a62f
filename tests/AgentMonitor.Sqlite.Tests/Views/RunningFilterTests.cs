using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Views;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Views;

public sealed class RunningFilterTests
{
    private readonly RunningFilter _filter = new();

    [Fact]
    public void What_was_marked_may_run_and_hardly_anything_else()
    {
        foreach (var hash in Hashes("run", 1_000))
        {
            _filter.Mark(hash);
        }

        Assert.All(Hashes("run", 1_000), hash => Assert.True(_filter.MayRun(hash)));
        Assert.InRange(Hashes("other", 1_000).Count(hash => _filter.MayRun(hash)), 0, 10);
    }

    [Fact]
    public void Made_anew_it_knows_what_it_was_made_from_and_is_crowded_at_twice_as_much()
    {
        foreach (var hash in Hashes("before", 300_000))
        {
            _filter.Mark(hash);
        }

        Assert.True(_filter.IsCrowded);
        _filter.Reset(Hashes("now", 200_000));

        Assert.False(_filter.IsCrowded);
        Assert.All(Hashes("now", 200_000), hash => Assert.True(_filter.MayRun(hash)));
        Assert.Contains(Hashes("before", 1_000), hash => !_filter.MayRun(hash));
        foreach (var hash in Hashes("more", 200_000))
        {
            _filter.Mark(hash);
        }

        Assert.True(_filter.IsCrowded);
    }

    private static IEnumerable<byte[]> Hashes(string name, int count) => Enumerable.Range(0, count).Select(number =>
    {
        var bytes = new byte[IdHash.Length];
        IdHash.Of(new ExecutionId(name + number)).Write(bytes);
        return bytes;
    });
}
