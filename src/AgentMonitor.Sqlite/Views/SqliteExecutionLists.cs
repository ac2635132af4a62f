using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views;

/// <summary>
/// Lists of what has been projected. What runs is known; a user, a session, a parent and errors have an index; anything
/// else reads the log from its end, a stretch a page; with times, only where these were.
/// </summary>
internal sealed class SqliteExecutionLists(
    Pool<ViewsReader> views, Pool<LogReader> log, ListedRecords records, ProjectedPosition projected, int stretch) : IExecutionLists
{
    public ValueTask<ExecutionPage> ListAsync(
        ExecutionFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var before = cursor is null ? projected.Value + 1 : ListCursor.Read(cursor);
        var page = new ListPage(filter, limit, stretch, before);
        views.Use((page, log, records), static (reader, ask) => ask.log.Use((ask.page, reader, ask.records), Fill));
        return new(page.ToPage());
    }

    private static bool Fill(LogReader log, (ListPage Page, ViewsReader Views, ListedRecords Records) ask)
    {
        var (page, views, records) = ask;
        views.BeginSnapshot();
        var times = ListTimes.Of(page, views);
        if (page.Filter.Status == ExecutionStatus.Running)
        {
            FillFromRunning(page, log, views);
        }
        else if (KeyOf(page.Filter) is { } key)
        {
            FillFromIndex(page, key, views, records, sequence => times?.MayMatch(sequence, log) == false ? null : Read(log, sequence));
        }
        else
        {
            FillFromLog(page, log, times, views);
        }

        views.EndSnapshot();
        return true;
    }

    // The narrowest list that holds all matches; null: none does.
    private static long? KeyOf(ExecutionFilter filter) =>
        ListKey.Parent(filter.ParentExecutionId)
        ?? ListKey.Session(filter.SessionId)
        ?? ListKey.User(filter.UserId)
        ?? ListKey.Fingerprint(filter.Fingerprint)
        ?? (filter.ErrorsOnly || filter.Status?.IsError() == true ? ListKey.Errors : null);

    private static void FillFromRunning(ListPage page, LogReader log, ViewsReader views)
    {
        foreach (var sequence in views.Running(page.Before))
        {
            if (!page.WantsMore)
            {
                return;
            }

            page.Look(sequence, Read(log, sequence), views);
        }

        page.ReachedTheEnd();
    }

    private static void FillFromIndex(
        ListPage page, long key, ViewsReader views, ListedRecords records, Func<long, Execution?> read)
    {
        const int batch = 256;
        while (page.WantsMore)
        {
            var sequences = views.Listed(key, page.Before, batch);
            foreach (var sequence in sequences)
            {
                if (!page.WantsMore)
                {
                    return;
                }

                LookUp(page, sequence, views, records, read);
            }

            if (sequences.Count < batch)
            {
                page.ReachedTheEnd();
            }
        }
    }

    private static void LookUp(
        ListPage page, long sequence, ViewsReader views, ListedRecords records, Func<long, Execution?> read)
    {
        if (records.Find(sequence) is { } known)
        {
            page.LookAgain(sequence, known);
            return;
        }

        var generation = records.Generation;
        if (read(sequence) is var execution && page.Look(sequence, execution, views))
        {
            records.Keep(sequence, execution!, generation);
        }
    }

    private static void FillFromLog(ListPage page, LogReader log, ListTimes? times, ViewsReader views)
    {
        var records = new List<Execution?>();
        while (page.WantsMore)
        {
            if ((times is null ? log.AtOrBefore(page.Before - 1) : times.AtOrBefore(page.Before - 1, log)) is not { } chunk)
            {
                page.ReachedTheEnd();
                return;
            }

            ReadAll(chunk, records);
            for (var sequence = Math.Min(chunk.Last, page.Before - 1); sequence >= chunk.First && page.WantsMore; sequence--)
            {
                page.Look(sequence, records[(int)(sequence - chunk.First)], views);
            }
        }
    }

    private static void ReadAll(Chunk chunk, List<Execution?> records)
    {
        records.Clear();
        var frames = new RecordFrames(chunk.Body.Span, chunk.Count);
        while (frames.MoveNext())
        {
            records.Add(Read(frames));
        }
    }

    private static Execution? Read(LogReader log, long sequence)
    {
        try
        {
            return log.Find(sequence, withContent: false);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static Execution? Read(RecordFrames frames)
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
