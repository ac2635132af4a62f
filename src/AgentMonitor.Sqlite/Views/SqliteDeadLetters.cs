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
        var letters = views.Use(0, static (reader, _) => reader.DeadSequences(0, long.MaxValue));
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

    public ValueTask<FeedPage> SetApartAsync(FeedPage page, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var dead = page.Items.Count == 0 ? [] : Sequences(page.Items[0].Lsn, page.Items[^1].Lsn);
        return new(dead.Count == 0 ? page : page.SetApart(item => dead.Contains(item.Lsn)));
    }

    /// <summary>
    /// The numbers of all records that are dead letters, those included that only the log knows: of letters that were
    /// requeued before views.db was made anew.
    /// </summary>
    public HashSet<long> Sequences() => Sequences(0, long.MaxValue);

    private HashSet<long> Sequences(long first, long last)
    {
        var dead = views.Use((first, last), static (reader, range) => reader.DeadSequences(range.first, range.last));
        dead.UnionWith(log.Use((first, last), static (reader, range) => reader.Requeued(range.first, range.last)));
        return dead;
    }
}
