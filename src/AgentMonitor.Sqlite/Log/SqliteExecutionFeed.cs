using AgentMonitor.Projection;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Log;

/// <summary>The log read in order; the position is the number of the last record read.</summary>
internal sealed class SqliteExecutionFeed(
    DurableEnd end, ProjectedPosition projected, RecentRecords recent, Pool<LogReader> log) : IExecutionFeed
{
    public const int Shard = 0;

    public long End => end.Value;

    public ValueTask<long> ProjectedAsync(CancellationToken cancellationToken) => new(projected.Value);

    public ValueTask<FeedPage> ReadAsync(long position, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var last = Math.Min(End, position + limit);
        return recent.Read(position, last) is { } items
            ? new(new FeedPage(items, [], Math.Max(position, last)))
            : new(log.Use((position, last), static (reader, range) => Read(reader, range.position, range.last)));
    }

    public ValueTask WaitBeyondAsync(long position, CancellationToken cancellationToken) =>
        end.WaitBeyondAsync(position, cancellationToken);

    /// <summary>
    /// Numbers have gaps only where retention deleted, and it deletes from the old end; so the page that begins in
    /// such a gap is empty, and its position leads out of it.
    /// </summary>
    public static FeedPage Read(LogReader reader, long position, long last)
    {
        var items = new List<FeedItem>((int)Math.Max(0, last - position));
        var unreadable = new List<DeadLetter>();
        var at = position;
        while (at < last && reader.Following(at) is { } chunk)
        {
            Read(chunk, at, last, items, unreadable);
            at = Math.Max(at, Math.Min(chunk.Last, last));
        }

        return new FeedPage(items, unreadable, Math.Max(at, position));
    }

    private static void Read(Chunk chunk, long after, long last, List<FeedItem> items, List<DeadLetter> unreadable)
    {
        var frames = new RecordFrames(chunk.Body.Span, chunk.Count);
        for (var sequence = chunk.First; sequence <= last && frames.MoveNext(); sequence++)
        {
            if (sequence <= after)
            {
                continue;
            }

            try
            {
                items.Add(new FeedItem(Shard, sequence, frames.Execution()));
            }
            catch (InvalidDataException exception)
            {
                unreadable.Add(new DeadLetter(Shard, sequence, null, exception.Message, frames.Whole.ToArray()));
            }
        }
    }
}
