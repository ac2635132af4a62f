using AgentMonitor.Sqlite.Native;
using AgentMonitor.State;

namespace AgentMonitor.Sqlite.State;

/// <summary>Documents as rows of state.db; their ETags are its versions.</summary>
internal sealed class SqliteStateStore(StateWriter writer, Pool<StateReader> readers) : IStateStore
{
    public ValueTask<StateDocument?> FindAsync(string kind, string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StateRules.CheckName(kind, nameof(kind));
        StateRules.CheckName(id, nameof(id));
        return new(readers.Use((kind, id), static (reader, name) => reader.Find(name.kind, name.id)));
    }

    public ValueTask<IReadOnlyList<StateDocument>> ListAsync(string kind, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StateRules.CheckName(kind, nameof(kind));
        return new(readers.Use(kind, static (reader, kind) => reader.List(kind)));
    }

    public ValueTask<string?> TrySaveAsync(StateDocument document, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StateRules.Check(document);
        return new(writer.TrySave(document));
    }

    public ValueTask DeleteAsync(string kind, string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StateRules.CheckName(kind, nameof(kind));
        StateRules.CheckName(id, nameof(id));
        writer.Delete(kind, id);
        return ValueTask.CompletedTask;
    }
}
