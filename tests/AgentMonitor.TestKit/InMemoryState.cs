using System.Globalization;
using AgentMonitor.State;

namespace AgentMonitor.TestKit;

/// <summary>Documents of state that are forgotten at the end.</summary>
public sealed class InMemoryState : IStateStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Kind, string Id), StateDocument> _stored = [];
    private long _version;

    public ValueTask<StateDocument?> FindAsync(string kind, string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StateRules.CheckName(kind, nameof(kind));
        StateRules.CheckName(id, nameof(id));
        lock (_gate)
        {
            return new(_stored.GetValueOrDefault((kind, id)));
        }
    }

    public ValueTask<IReadOnlyList<StateDocument>> ListAsync(string kind, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StateRules.CheckName(kind, nameof(kind));
        lock (_gate)
        {
            return new(_stored.Values.Where(document => document.Kind == kind).ToList());
        }
    }

    public ValueTask<string?> TrySaveAsync(StateDocument document, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StateRules.Check(document);
        lock (_gate)
        {
            var name = (document.Kind, document.Id);
            if (_stored.GetValueOrDefault(name)?.ETag != document.ETag)
            {
                return new((string?)null);
            }

            var etag = (++_version).ToString(CultureInfo.InvariantCulture);
            _stored[name] = document with { Utf8Json = document.Utf8Json.ToArray(), ETag = etag };
            return new(etag);
        }
    }

    public ValueTask DeleteAsync(string kind, string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StateRules.CheckName(kind, nameof(kind));
        StateRules.CheckName(id, nameof(id));
        lock (_gate)
        {
            _stored.Remove((kind, id));
            return ValueTask.CompletedTask;
        }
    }
}
