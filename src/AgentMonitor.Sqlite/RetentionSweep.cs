using AgentMonitor.Executions;
using AgentMonitor.Rollups;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views;

namespace AgentMonitor.Sqlite;

/// <summary>
/// Deletes old chunks with what points at them, and old buckets. The pages they leave are used again, so the files
/// stop growing; they are not made smaller, which would cost a second write of everything.
/// </summary>
internal sealed class RetentionSweep(
    ViewsWriter views, Pool<LogReader> log, LogQueue queue, RecentRecords recent, ProjectedPosition projected)
{
    private const int DocumentsAtATime = 200;

    public async Task RunAsync(DateTimeOffset now, RetentionAges ages, CancellationToken cancellationToken)
    {
        await SweepLogAsync(now - ages.Raw, cancellationToken).ConfigureAwait(false);
        await SweepDocumentsAsync(Grain.Minute, now - ages.Minutes, cancellationToken).ConfigureAwait(false);
        await SweepDocumentsAsync(Grain.Hour, now - ages.Hours, cancellationToken).ConfigureAwait(false);
    }

    // The newest chunk always stays: it says which number comes next.
    private async Task SweepLogAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        while (log.Use((before, projected.Value), Oldest) is { } oldest)
        {
            cancellationToken.ThrowIfCancellationRequested();
            views.Write(connection =>
            {
                foreach (var (sequence, execution) in oldest.Executions)
                {
                    connection.Lists.Remove(execution, sequence);
                }

                connection.DeadLetters.DeleteThrough(oldest.Chunk.Last);
                return true;
            });

            // The views first: a crash in between leaves a chunk that the next sweep finds again.
            var command = new LogCommand(bytes: 0, group => group.Delete(oldest.Chunk));
            queue.Add(command);
            await command.Done.ConfigureAwait(false);
            recent.DropThrough(oldest.Chunk.Last);
        }
    }

    private async Task SweepDocumentsAsync(Grain grain, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var deleted = DocumentsAtATime;
        while (deleted == DocumentsAtATime)
        {
            cancellationToken.ThrowIfCancellationRequested();
            views.Write(connection =>
            {
                deleted = connection.Documents.DeleteOlder(grain, before, DocumentsAtATime);
                return true;
            });
            await Task.Yield();
        }
    }

    private static OldChunk? Oldest(LogReader reader, (DateTimeOffset Before, long Projected) limit)
    {
        if (reader.Following(0) is not { } chunk
            || chunk.Last > limit.Projected
            || chunk.Last == reader.Last()
            || !(reader.ReceivedAt(chunk.First) < limit.Before.UtcTicks))
        {
            return null;
        }

        return new OldChunk(chunk with { Body = default }, Read(chunk));
    }

    private static List<(long Sequence, Execution Execution)> Read(Chunk chunk)
    {
        var executions = new List<(long, Execution)>(chunk.Count);
        var frames = new RecordFrames(chunk.Body.Span, chunk.Count);
        for (var sequence = chunk.First; frames.MoveNext(); sequence++)
        {
            try
            {
                executions.Add((sequence, frames.Execution()));
            }
            catch (InvalidDataException)
            {
                // It is a dead letter, in no list; it goes with its chunk.
                continue;
            }
        }

        return executions;
    }

    private sealed record OldChunk(Chunk Chunk, List<(long Sequence, Execution Execution)> Executions);
}
