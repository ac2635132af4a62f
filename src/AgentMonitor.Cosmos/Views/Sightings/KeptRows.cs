using System.Collections.Concurrent;

namespace AgentMonitor.Cosmos.Views.Sightings;

/// <summary>A row as this instance wrote or read it last.</summary>
internal sealed record KeptRow<T>(T Row, string ETag)
    where T : class;

/// <summary>The rows of those who are around, so that most of what comes is seen to change nothing without a request.</summary>
internal sealed class KeptRows<T>
    where T : class
{
    private const int Most = 50_000;

    private readonly ConcurrentDictionary<string, KeptRow<T>> _rows = new(StringComparer.Ordinal);

    public KeptRow<T>? Find(string id) => _rows.GetValueOrDefault(id);

    public void Keep(string id, T row, string etag)
    {
        if (_rows.Count >= Most)
        {
            _rows.Clear();
        }

        _rows[id] = new KeptRow<T>(row, etag);
    }

    public void Clear() => _rows.Clear();

    public void Forget(string id) => _rows.TryRemove(id, out _);
}
