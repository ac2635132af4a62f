using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// Gives the answers of a group from the thread pool, so that the writer goes on with the next group: a handful at a
/// time on one thread, one after the other, where a thread for each would cost more than the answer.
/// </summary>
internal sealed class WorkAnswers : IThreadPoolWorkItem
{
    private const int Handful = 16;

    private readonly LogWork[] _works;
    private readonly Exception? _fault;

    private WorkAnswers(LogWork[] works, Exception? fault) => (_works, _fault) = (works, fault);

    /// <summary>Without a fault the group is committed, with one it is rolled back.</summary>
    public static void Give(List<LogWork> works, Exception? fault = null)
    {
        for (var start = 0; start < works.Count; start += Handful)
        {
            var some = works.GetRange(start, Math.Min(Handful, works.Count - start)).ToArray();
            ThreadPool.UnsafeQueueUserWorkItem(new WorkAnswers(some, fault), preferLocal: false);
        }
    }

    public void Execute()
    {
        foreach (var work in _works)
        {
            if (_fault is null)
            {
                work.Complete();
            }
            else
            {
                work.Fail(SqliteFault.Translate(_fault));
            }
        }
    }
}
