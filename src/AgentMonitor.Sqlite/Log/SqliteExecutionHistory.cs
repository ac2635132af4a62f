using System.Runtime.CompilerServices;
using System.Text.Json;
using AgentMonitor.Projection;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views;

namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// The log read chunk by chunk, passing over those that ended outside the range. Dead letters are left out: they are
/// in no rollup, and one that was requeued comes again under its new number.
/// </summary>
internal sealed class SqliteExecutionHistory(Pool<LogReader> log, SqliteDeadLetters deadLetters) : IExecutionHistory
{
    public async IAsyncEnumerable<FeedItem> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, FeedMark end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var dead = deadLetters.Sequences();
        var range = new Range(0, from.UtcTicks, to.UtcTicks, end.Shards[SqliteExecutionFeed.Shard]);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (items, last) = log.Use(range, Next);
            foreach (var item in items)
            {
                if (!dead.Contains(item.Lsn))
                {
                    yield return item;
                }
            }

            if (last == 0)
            {
                yield break;
            }

            range = range with { After = last };
            await Task.Yield();
        }
    }

    // The items of the next chunk, and its first number; 0 after the last chunk.
    private static (List<FeedItem> Items, long First) Next(LogReader reader, Range range)
    {
        if (reader.EndedWithin(range.After, range.From, range.To) is not { } chunk || chunk.First > range.Position)
        {
            return ([], 0);
        }

        var items = new List<FeedItem>(chunk.Count);
        var frames = new RecordFrames(chunk.Body.Span);
        for (var sequence = chunk.First; sequence <= range.Position && frames.MoveNext(); sequence++)
        {
            if (Read(frames, sequence) is { } item)
            {
                items.Add(item);
            }
        }

        return (items, chunk.First);
    }

    private static FeedItem? Read(RecordFrames frames, long sequence)
    {
        try
        {
            return new FeedItem(SqliteExecutionFeed.Shard, sequence, frames.Execution());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private readonly record struct Range(long After, long From, long To, long Position);
}
