using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Views;

namespace AgentMonitor.Sqlite.Log;

/// <summary>Reads the ids of records that the tail does not know yet: at start, and after a fault.</summary>
internal static class TailLoader
{
    public static void Load(LogReader reader, long after, IdTail tail, IdIndexReader index)
    {
        index.BeginSnapshot();
        try
        {
            Load(reader, after, (execution, sequence) => tail.Add([Known(execution, sequence, tail, index)]));
        }
        finally
        {
            index.EndSnapshot();
        }
    }

    private static void Load(LogReader reader, long after, Action<Execution, long> add)
    {
        for (var position = after; reader.Following(position) is { } chunk; position = chunk.Last)
        {
            var frames = new RecordFrames(chunk.Body.Span, chunk.Count);
            for (var sequence = chunk.First; frames.MoveNext(); sequence++)
            {
                if (sequence > position && TryRead(frames) is { } execution)
                {
                    add(execution, sequence);
                }
            }
        }
    }

    private static KeyValuePair<IdHash, KnownId> Known(
        Execution execution, long sequence, IdTail tail, IdIndexReader index)
    {
        var hash = IdHash.Of(execution.Id);
        if (!tail.TryFind(hash, out var known))
        {
            index.TryFind(hash, out known);
        }

        return new(hash, execution.IsLate
            ? known with { LateSequence = sequence }
            : known with { Sequence = sequence });
    }

    // An unreadable record becomes a dead letter when it is projected; its id is not known.
    private static Execution? TryRead(RecordFrames frames)
    {
        try
        {
            return frames.Execution();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
