using System.Text;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views;
using AgentMonitor.Sqlite.Views.Segments;

namespace AgentMonitor.Sqlite.Erasure;

/// <summary>
/// Erases in place: a record keeps its number, so that no fence, position or list of numbers has to know. The log goes
/// first, then ids and lists are made anew from what it says now, a segment at a time; so whatever a crash interrupts
/// is found again by reading the log.
/// </summary>
internal sealed class SqliteUserErasure(
    Pool<LogReader> log, Pool<IdIndexReader> index, LogQueue queue, RecentRecords recent, ListedRecords listed, ViewsWriter views, SqliteDeadLetters deadLetters,
    ErasedSightings sightings, FileScrub scrub, ErasedIds erased, TimeProvider clock)
    : IUserErasure
{
    private const int EntriesAtATime = 20_000;
    private const int IdsAtATime = 4096;
    private const int BlocksAtATime = 256;
    private const int LettersAtATime = 100;

    public IAsyncEnumerable<UserBatch> FindAsync(ForgottenUser user, CancellationToken cancellationToken) =>
        new UserRecords(log, index, erased, user).FindAsync(cancellationToken);

    public async ValueTask EraseAsync(ForgottenUser user, CancellationToken cancellationToken)
    {
        var userId = Encoding.UTF8.GetBytes(user.UserId);
        var end = log.Use(0, static (reader, _) => reader.Last());
        for (var position = 0L; position < end;)
        {
            var segment = Segment(position);
            var last = segment?.Last ?? end;
            var (found, anew) = await EraseLogAsync(
                position, last, segment?.First ?? last + 1, user, cancellationToken).ConfigureAwait(false);
            listed.Forget();
            if (segment is null || found.Count == 0 || (!anew && KnowsAll(segment.Id, found)))
            {
                position = last;
            }
            else
            {
                // Looked at once more after this, since another merge may have come first.
                await ReplaceAsync(segment.Id, found, cancellationToken).ConfigureAwait(false);
            }
        }

        recent.DropThrough(end);
        NamePool.Clear();
        EraseRunning();
        EraseLetters(userId);
        sightings.Erase(user.UserId);
        while (Write(connection => connection.Lists.ClearDiscarded(BlocksAtATime)))
        {
            await Task.Yield();
        }
    }

    public async ValueTask ScrubAsync(CancellationToken cancellationToken) =>
        await scrub.RunAsync(clock, cancellationToken).ConfigureAwait(false);

    // Everything that is erased and listed there, and whether any of it was not before. What lies before the segment or
    // is a dead letter is in no list.
    private async Task<(Relisted Found, bool Anew)> EraseLogAsync(
        long after, long last, long firstListed, ForgottenUser user, CancellationToken cancellationToken)
    {
        var found = new Relisted();
        var dead = deadLetters.Sequences();
        var anew = false;
        for (var position = after; position < last;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (chunk, body) = log.Use(position, (reader, at) => reader.Following(at) is { } chunk
                ? (chunk with { Body = default }, ErasedChunk.Rewrite(chunk, erased, user, (sequence, execution) =>
                {
                    if (sequence > after && sequence >= firstListed && sequence <= last && !dead.Contains(sequence))
                    {
                        found.Add(sequence, execution);
                    }
                }))
                : default);
            if (chunk.Count == 0)
            {
                break;
            }

            if (body is not null)
            {
                anew = true;
                var command = new LogCommand(body.Length, group => group.Rewrite(chunk.First, body));
                queue.Add(command);
                await command.Done.ConfigureAwait(false);
            }

            position = chunk.Last;
            await Task.Yield();
        }

        found.Sort();
        return (found, anew);
    }

    private async Task ReplaceAsync(long segment, Relisted found, CancellationToken cancellationToken)
    {
        if (!Write(connection => connection.Lists.TryBeginAnew(segment, found)))
        {
            return;
        }

        while (Write(connection => connection.Lists.AdvanceAnew(EntriesAtATime)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private Segment? Segment(long after)
    {
        Segment? segment = null;
        views.Write(connection =>
        {
            segment = connection.Lists.SegmentAfter(after);
            return false;
        });
        return segment;
    }

    private bool KnowsAll(long segment, Relisted found)
    {
        var knows = true;
        foreach (var some in found.Ids.Chunk(IdsAtATime).TakeWhile(_ => knows))
        {
            views.Write(connection =>
            {
                knows = connection.Lists.KnowsAll(segment, some);
                return false;
            });
        }

        return knows;
    }

    // What has gone on since under its new id has a row of its own, or none any more.
    private void EraseRunning() => Write(connection =>
    {
        var rows = connection.Lists.Running();
        var hashes = rows.Select(row => new IdHash(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(row.Hash))).ToHashSet();
        foreach (var row in rows)
        {
            if (log.Use(row.Sequence, Read) is { IsErased: true } execution && IdHash.Of(execution.Id) is var now && !Is(row, now))
            {
                var newest = index.Use(now, static (reader, hash) => reader.TryFind(hash, out var known) ? known.Newest : 0);
                connection.Lists.EraseRunning(row, newest > row.Sequence || hashes.Contains(now) ? null : now);
            }
        }

        return true;
    });

    private void EraseLetters(byte[] userId)
    {
        for (var position = -1L; ;)
        {
            var last = position;
            Write(connection =>
            {
                foreach (var (sequence, id, raw) in connection.DeadLetters.Following(position, LettersAtATime))
                {
                    var now = id is null ? null : erased.Find(new ExecutionId(id));
                    if (now is not null || (userId.Length > 0 && raw.AsSpan().IndexOf(userId) >= 0))
                    {
                        connection.DeadLetters.Erase(sequence, now?.Value);
                    }

                    last = sequence;
                }

                return true;
            });
            if (last == position)
            {
                return;
            }

            position = last;
        }
    }

    private bool Write(Func<ViewsConnection, bool> write)
    {
        var answer = false;
        views.Write(connection =>
        {
            connection.NextVersion();
            answer = write(connection);
            return true;
        });
        return answer;
    }

    private static Execution? Read(LogReader reader, long sequence)
    {
        try
        {
            return reader.Find(sequence, withContent: false);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static bool Is(RunningRow row, IdHash hash)
    {
        Span<byte> bytes = stackalloc byte[IdHash.Length];
        hash.Write(bytes);
        return bytes.SequenceEqual(row.Hash);
    }
}
