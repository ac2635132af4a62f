using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.TestKit;

// What could not be projected.
public sealed partial class InMemoryStore : IDeadLetters
{
    public ValueTask<IReadOnlyList<StoredDeadLetter>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(_letters.OrderByDescending(letter => letter.Letter.Lsn).Take(limit).ToList());
        }
    }

    public ValueTask<long> CountAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(_letters.LongCount(letter => !letter.Requeued));
        }
    }

    public ValueTask<bool> RequeueAsync(string id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var index = _letters.FindIndex(letter => letter.Id == id);
            if (index >= 0 && !_letters[index].Requeued)
            {
                Add(WithoutErased(At(_letters[index].Letter.Lsn)!));
                _letters[index] = _letters[index] with { Requeued = true };
            }

            return new(index >= 0);
        }
    }

    public ValueTask<FeedPage> SetApartAsync(FeedPage page, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(page.SetApart(item => IsDead(item.Lsn)));
        }
    }

    private bool IsDead(long sequence) => _letters.Exists(letter => letter.Letter.Lsn == sequence);
}
