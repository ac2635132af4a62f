using System.Globalization;
using AgentMonitor.Projection;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views;

/// <summary>
/// Dead letters under the number of their record. Appending one anew and marking it as requeued is one transaction of
/// the log, so that neither a crash nor a second call requeues it twice.
/// </summary>
internal sealed class SqliteDeadLetters(Pool<ViewsReader> views, Pool<LogReader> log, LogQueue queue, TimeProvider clock)
    : IDeadLetters
{
    public ValueTask<IReadOnlyList<StoredDeadLetter>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var letters = views.Use(limit, static (reader, limit) => reader.DeadLetters(limit));
        return new(log.Use(letters, static (reader, letters) =>
            letters.ConvertAll(letter => letter with { Requeued = reader.IsRequeued(letter.Letter.Lsn) })));
    }

    public ValueTask<long> CountAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var letters = Sequences();
        return new(letters.Count == 0
            ? 0L
            : log.Use(letters, static (reader, letters) => letters.LongCount(letter => !reader.IsRequeued(letter))));
    }

    public async ValueTask<bool> RequeueAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || !views.Use(sequence, static (reader, sequence) => reader.IsDeadLetter(sequence))
            || log.Use(sequence, static (reader, sequence) => reader.FindRaw(sequence)) is not { } raw)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var command = new LogCommand(raw.Length, group => group.Requeue(sequence, raw, now));
        queue.Add(command);
        await command.Done.ConfigureAwait(false);
        return true;
    }

    /// <summary>The numbers of all records that are dead letters.</summary>
    public HashSet<long> Sequences() => views.Use(0, static (reader, _) => reader.DeadSequences());
}
