using AgentMonitor.Yardstick.Writers;

namespace AgentMonitor.Yardstick;

/// <summary>One thread takes whatever waits and makes it durable together; only then is anyone answered.</summary>
internal sealed class GroupCommit : IDisposable
{
    private readonly IGroupWriter _writer;
    private readonly Thread _thread;
    private readonly SemaphoreSlim _work = new(0);
    private readonly Lock _gate = new();
    private List<Waiting> _waiting = [];
    private List<Waiting> _taken = [];
    private bool _closed;

    public GroupCommit(IGroupWriter writer)
    {
        _writer = writer;
        _thread = new Thread(Run) { Name = "writer" };
        _thread.Start();
    }

    public long Count() => _writer.Count();

    /// <summary>How many of its records are stored for the first time, once they are durable.</summary>
    public Task<int> AddAsync(SentBody body)
    {
        var waiting = new Waiting(body);
        bool first;
        lock (_gate)
        {
            first = _waiting.Count == 0;
            _waiting.Add(waiting);
        }

        if (first)
        {
            _work.Release();
        }

        return waiting.Done.Task;
    }

    public void Dispose()
    {
        _closed = true;
        _work.Release();
        _thread.Join();
        _writer.Dispose();
        _work.Dispose();
    }

    private void Run()
    {
        for (_work.Wait(); !_closed; _work.Wait())
        {
            lock (_gate)
            {
                (_waiting, _taken) = (_taken, _waiting);
            }

            Commit(_taken);
            _taken.Clear();
        }
    }

    private void Commit(List<Waiting> group)
    {
        _writer.Begin();
        foreach (var waiting in group)
        {
            waiting.Created = _writer.Write(waiting.Body);
        }

        _writer.Commit();
        foreach (var waiting in group)
        {
            waiting.Done.SetResult(waiting.Created);
        }
    }

    private sealed class Waiting(SentBody body)
    {
        public SentBody Body => body;

        public TaskCompletionSource<int> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Created { get; set; }
    }
}
