using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// Moves the write-ahead log into its file beside the writer, on a thread and a connection of its own, so that no
/// commit pays for it. What is written meanwhile is left over; once that is little the writer moves it between two
/// groups, after which its next commit starts the log from the beginning.
/// </summary>
internal sealed class LogCheckpoints : IDisposable
{
    // Moved in well under a millisecond, but for the sync.
    private const int FewPages = 128;
    private const int MostRounds = 4;

    private readonly object _gate = new();
    private readonly Connection _connection;
    private readonly int _pagesLimit;
    private readonly Thread _thread;
    private int _pages;
    private bool _isDue;
    private bool _closed;
    private volatile bool _isRestDue;

    public LogCheckpoints(StoreFiles files, int pagesLimit)
    {
        _pagesLimit = pagesLimit;
        _connection = files.OpenLogCheckpoints();
        _thread = new Thread(Run) { Name = "log checkpoints", IsBackground = true };
        _thread.Start();
    }

    /// <summary>The writer's, before each group.</summary>
    public void FinishBy(LogConnection writer)
    {
        if (_isRestDue)
        {
            _isRestDue = false;
            writer.Checkpoint();
        }
    }

    /// <summary>The writer's, after each commit.</summary>
    public void Committed(int pages)
    {
        _pages += pages;
        if (_pages < _pagesLimit)
        {
            return;
        }

        _pages = 0;
        lock (_gate)
        {
            _isDue = true;
            Monitor.Pulse(_gate);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _connection.Dispose();
    }

    private void Run()
    {
        while (WaitUntilDue())
        {
            try
            {
                MoveMost();
            }
            catch (SqliteFault)
            {
                // Nothing is lost, and a disk that cannot be written says so at the next commit.
                continue;
            }
        }
    }

    private bool WaitUntilDue()
    {
        lock (_gate)
        {
            while (!_isDue && !_closed)
            {
                Monitor.Wait(_gate);
            }

            _isDue = false;
            return !_closed;
        }
    }

    private void MoveMost()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (_connection.Checkpoint() <= FewPages)
            {
                break;
            }
        }

        _isRestDue = true;
    }
}
