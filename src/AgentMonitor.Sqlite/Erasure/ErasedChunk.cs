using System.Text;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Log;

namespace AgentMonitor.Sqlite.Erasure;

/// <summary>A chunk of the log as it is to be once its erased records are copies without the person; pure.</summary>
internal static class ErasedChunk
{
    // A record that cannot be read, and that keeps its number.
    private static readonly byte[] Nothing = RecordEncoder.Framed([]);

    /// <summary>
    /// The other bytes, for as many records; null where none of them is erased anew. Of an execution that is
    /// somebody else's, what names the user goes too: a start, or a completion that came too late. Of records that cannot
    /// be read those go that hold the user's id.
    /// </summary>
    /// <param name="found">Told of every erased record, whenever it was erased.</param>
    public static byte[]? Rewrite(Chunk chunk, ErasedIds erased, ForgottenUser user, Action<long, Execution> found)
    {
        var userId = Encoding.UTF8.GetBytes(user.UserId).AsSpan();
        var through = user.Through.Shards.GetValueOrDefault(SqliteExecutionFeed.Shard);
        var into = new ByteBuffer(chunk.Body.Length + 1024);
        var (changed, rest) = (false, false);
        var frames = new RecordFrames(chunk.Body.Span, chunk.Count);
        for (var sequence = chunk.First; frames.MoveNext(); sequence++)
        {
            if (TryRead(frames) is not { } execution)
            {
                var holds = rest || (userId.Length > 0 && frames.Whole.IndexOf(userId) >= 0);
                changed |= holds;

                // Where its length is damaged it had the bytes of those after it too, which now need their own.
                rest |= holds && !frames.IsWhole;
                into.Write(holds ? Nothing : frames.Whole);
            }
            else if (!execution.IsErased && execution.UserId == user.UserId && sequence <= through && erased.Find(execution.Id) is null)
            {
                RecordEncoder.Current.Write(ErasedCopy.Of(execution, execution.Id), into);
                changed = true;
            }
            else if (execution.IsErased || erased.Find(execution.Id) is not { } id)
            {
                into.Write(frames.Whole);
                if (execution.IsErased)
                {
                    found(sequence, execution);
                }
            }
            else
            {
                var copy = ErasedCopy.Of(execution, id);
                RecordEncoder.Current.Write(copy, into);
                found(sequence, copy);
                changed = true;
            }
        }

        var body = changed ? AsLongAs(chunk.Body.Length, into.Written) : null;
        into.Release();
        return body;
    }

    // Of the same length it is written over the old bytes, and no page has to be divided anew. What follows the last
    // record is never read.
    private static byte[] AsLongAs(int length, ReadOnlySpan<byte> records)
    {
        var body = new byte[Math.Max(length, records.Length)];
        records.CopyTo(body);
        return body;
    }

    public static Execution? TryRead(RecordFrames frames)
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
