using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Views.Sightings;

namespace AgentMonitor.Sqlite.Views;

/// <summary>
/// Finished executions that were listed of late, by number and without content. What is listed under one name lies all
/// over the log, and each costs its whole chunk and a look at the ids; but what has finished stays as it is, so that who
/// looks at a session again and again reads what is new in it.
/// </summary>
internal sealed class ListedRecords(int most = ListedRecords.Most)
{
    // As many as a journey looks at; some 700 bytes each, twice so many at most.
    private const int Most = 10_000;

    // Such a text would be most of what is held.
    private const int LongText = 2_000;

    private readonly Lock _gate = new();

    private readonly RecentRows<long, Execution> _records = new(most);

    private long _generation;

    /// <summary>Changes with every <see cref="Forget"/>. To be taken before a record is read that is to be kept.</summary>
    public long Generation => Interlocked.Read(ref _generation);

    public Execution? Find(long sequence)
    {
        lock (_gate)
        {
            return _records.Find(sequence);
        }
    }

    /// <summary>Not kept when something was forgotten since it was about to be read: it may be what is to be forgotten.</summary>
    public void Keep(long sequence, Execution execution, long generation)
    {
        if (!execution.Status.IsFinal() || execution.ErrorMessage?.Length > LongText)
        {
            return;
        }

        lock (_gate)
        {
            if (generation == _generation)
            {
                _records.Keep(sequence, execution);
            }
        }
    }

    /// <summary>Records were written anew.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _generation);
            _records.Forget();
        }
    }
}
