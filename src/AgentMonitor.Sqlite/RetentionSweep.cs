using AgentMonitor.Rollups;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views;
using AgentMonitor.Sqlite.Views.Sightings;

namespace AgentMonitor.Sqlite;

/// <summary>
/// Deletes old chunks with what points at them, sessions and
/// escalations as old, and old buckets. The pages they leave are used again, so the files
/// stop growing; they are not made smaller, which would cost a second write of everything.
/// </summary>
internal sealed class RetentionSweep(
    ViewsWriter views, DocumentRanges ranges, ActiveSessions active, Pool<LogReader> log, LogQueue queue, RecentRecords recent, ProjectedPosition projected)
{
    private const int DocumentsAtATime = 200;

    private const int RowsAtATime = 500;

    public async Task RunAsync(DateTimeOffset now, RetentionAges ages, CancellationToken cancellationToken)
    {
        await SweepLogAsync(now - ages.Raw, cancellationToken).ConfigureAwait(false);
        var before = now - ages.Raw;
        await SweepRowsAsync(connection => connection.Lists.Sessions.DeleteBefore(before, RowsAtATime), cancellationToken).ConfigureAwait(false);
        active.Forget();
        await SweepRowsAsync(connection => connection.Lists.Escalations.DeleteBefore(before, RowsAtATime), cancellationToken).ConfigureAwait(false);
        await SweepDocumentsAsync(
            documents => documents.DeleteOlder(Grain.Minute, now - ages.Minutes, DocumentsAtATime), cancellationToken).ConfigureAwait(false);
        await SweepDocumentsAsync(
            documents => documents.DeleteOlder(Grain.Hour, now - ages.Hours, DocumentsAtATime), cancellationToken).ConfigureAwait(false);
        foreach (var (ofUsers, kept) in ((bool, TimeSpan?)[])[(false, ages.Days), (true, ages.UserDays ?? ages.Days)])
        {
            if (kept is { } age)
            {
                await SweepDocumentsAsync(
                    documents => documents.DeleteOlderDays(ofUsers, now - age, DocumentsAtATime), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // The newest chunk always stays: it says which number comes next.
    private async Task SweepLogAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        while (log.Use((before, projected.Value), Oldest) is { } oldest)
        {
            cancellationToken.ThrowIfCancellationRequested();
            views.Write(connection =>
            {
                connection.NextVersion();
                connection.Lists.DeleteBefore(oldest.Last + 1);
                connection.DeadLetters.DeleteThrough(oldest.Last);
                return true;
            });

            // The views first: a crash in between leaves a chunk that the next sweep finds again.
            var command = new LogCommand(bytes: 0, group => group.Delete(oldest));
            queue.Add(command);
            await command.Done.ConfigureAwait(false);
            recent.DropThrough(oldest.Last);
        }
    }

    private async Task SweepRowsAsync(Func<ViewsConnection, int> delete, CancellationToken cancellationToken)
    {
        var deleted = RowsAtATime;
        while (deleted == RowsAtATime)
        {
            cancellationToken.ThrowIfCancellationRequested();
            views.Write(connection => (deleted = delete(connection)) > 0);
            await Task.Yield();
        }
    }

    private async Task SweepDocumentsAsync(Func<DocumentTable, int> delete, CancellationToken cancellationToken)
    {
        var deleted = DocumentsAtATime;
        while (deleted == DocumentsAtATime)
        {
            cancellationToken.ThrowIfCancellationRequested();
            views.Write(connection =>
            {
                deleted = delete(connection.Documents);
                return true;
            });
            ranges.Forget();
            await Task.Yield();
        }
    }

    private static Chunk? Oldest(LogReader reader, (DateTimeOffset Before, long Projected) limit)
    {
        if (reader.Following(0) is not { } chunk
            || chunk.Last > limit.Projected
            || chunk.Last == reader.Last()
            || !(reader.ReceivedAt(chunk.First) < limit.Before.UtcTicks))
        {
            return null;
        }

        return chunk with { Body = default };
    }
}
