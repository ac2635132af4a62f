using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Views;

namespace AgentMonitor.Sqlite.Tests.Views.Segments;

/// <summary>What the index should answer, kept in the plainest way.</summary>
internal sealed class IndexModel
{
    private readonly Dictionary<string, KnownId> _ids = [];
    private readonly SortedDictionary<long, Execution> _listed = [];

    public IEnumerable<string> Ids => _ids.Keys;

    public long FirstKept { get; private set; }

    public void Add(IEnumerable<FeedItem> items)
    {
        foreach (var (_, sequence, execution) in items)
        {
            var known = _ids.GetValueOrDefault(execution.Id.Value);
            if (execution.Flags.HasFlag(ExecutionFlags.Late))
            {
                _ids[execution.Id.Value] = known with { LateSequence = sequence };
                continue;
            }

            if (_listed.TryGetValue(known.Sequence, out var older) && !older.Status.IsFinal())
            {
                _listed.Remove(known.Sequence);
            }

            _ids[execution.Id.Value] = known with { Sequence = sequence };
            _listed.Add(sequence, execution);
        }
    }

    public void DeleteBefore(long sequence) => FirstKept = sequence;

    public KnownId Find(string id)
    {
        var known = _ids.GetValueOrDefault(id);
        return new KnownId(
            known.Sequence >= FirstKept ? known.Sequence : 0, known.LateSequence >= FirstKept ? known.LateSequence : 0);
    }

    public bool IsRunning(string id) => _listed.TryGetValue(_ids[id].Sequence, out var execution) && !execution.Status.IsFinal();

    public List<long> Listed(long? key, long before, int limit) =>
        [.. _listed.Where(item => item.Key < before && item.Key >= FirstKept && KeysOf(item.Value).Contains(key))
            .Select(item => item.Key).Reverse().Take(limit)];

    public static IEnumerable<long?> KeysOf(Execution execution) =>
    [
        ListKey.User(execution.UserId),
        ListKey.Session(execution.SessionId),
        ListKey.Parent(execution.ParentExecutionId),
        .. execution.Status.IsError() ? new long?[] { ListKey.Errors, ListKey.Fingerprint(execution.ErrorFingerprint) } : [],
    ];
}
