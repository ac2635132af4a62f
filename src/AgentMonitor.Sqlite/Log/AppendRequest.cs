using System.Threading.Tasks.Sources;
using AgentMonitor.Executions;

namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// One call of the log: its records, encoded on the caller's thread, and the answer the caller waits for. It is its
/// own task source, so that a request costs one object; whoever waits goes on where it is completed.
/// </summary>
internal sealed class AppendRequest : LogWork, IValueTaskSource<IReadOnlyList<AppendResult>>
{
    private readonly IReadOnlyList<Execution> _executions;
    private readonly IdHash[] _hashes;
    private readonly int[] _ends;
    private readonly ByteBuffer _encoded;
    private readonly AppendResult[] _results;
    private ManualResetValueTaskSourceCore<IReadOnlyList<AppendResult>> _source;

    public AppendRequest(IReadOnlyList<Execution> executions)
    {
        _executions = executions;
        _hashes = new IdHash[executions.Count];
        _ends = new int[executions.Count];
        _encoded = new ByteBuffer(executions.Count * 512);
        _results = new AppendResult[executions.Count];
        for (var i = 0; i < executions.Count; i++)
        {
            _hashes[i] = IdHash.Of(executions[i].Id);
            RecordEncoder.Current.Write(executions[i], _encoded);
            _ends[i] = _encoded.Length;
        }
    }

    public override int Records => _executions.Count;

    public override int Bytes => _encoded.Length;

    public ValueTask<IReadOnlyList<AppendResult>> Answer => new(this, _source.Version);

    public override void Apply(LogGroup group)
    {
        var start = 0;
        for (var i = 0; i < _ends.Length; i++)
        {
            _results[i] = group.Append(_hashes[i], _executions[i], _encoded.Slice(start, _ends[i]));
            start = _ends[i];
        }
    }

    public override void Complete()
    {
        _encoded.Release();
        _source.SetResult(_results);
    }

    public override void Fail(StoreUnavailableException fault)
    {
        _encoded.Release();
        _source.SetException(fault);
    }

    public IReadOnlyList<AppendResult> GetResult(short token) => _source.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
