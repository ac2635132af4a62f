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

    private static IdHash Hash(int number) => Views.Segments.IndexFolder.Hash($"e{number}");
}
