using AgentMonitor.Sqlite.Log;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Log;

public sealed class IdTailTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_tail_answers_as_a_dictionary_whatever_is_added_and_dropped(int seed)
    {
        var random = new Random(seed);
        var (tail, model) = (new IdTail(), new Dictionary<IdHash, KnownId>());
        var (sequence, dropped) = (0L, 0L);
        for (var step = 0; step < 2000; step++)
        {
            var hash = Hash(random.Next(3000));
            sequence += random.Next(50) == 0 ? 3 : 1;
            var known = model.GetValueOrDefault(hash);
            model[hash] = random.Next(5) == 0 ? known with { LateSequence = sequence } : known with { Sequence = sequence };
            tail.Add([new(hash, model[hash])]);
            if (random.Next(100) == 0)
            {
                dropped = random.NextInt64(dropped, sequence + 1);
                tail.DropThrough(dropped);
                foreach (var gone in model.Where(id => id.Value.Newest <= dropped).Select(id => id.Key).ToList())
                {
                    model.Remove(gone);
                }
            }
        }

        for (var number = 0; number < 3000; number++)
        {
            var expected = model.GetValueOrDefault(Hash(number));
            Assert.Equal(expected != default, tail.TryFind(Hash(number), out var known));
            Assert.Equal(expected, known);
        }
    }

    [Fact]
    public void A_million_ids_take_thirty_megabytes_and_give_them_back()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var tail = new IdTail();
        for (var i = 1; i <= 1_000_000; i++)
        {
            tail.Add([new(Hash(i), new KnownId(i, 0))]);
        }

        var full = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(1_000_000, tail.Count);
        tail.DropThrough(1_000_000);
        var empty = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.InRange(full, 0, 32 << 20);
        Assert.InRange(empty, -(64 << 20), 4 << 20);
        Assert.Equal(0, tail.Count);
    }

    private static IdHash Hash(int number) => Views.Segments.IndexFolder.Hash($"e{number}");
}
