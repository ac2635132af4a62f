using AgentMonitor.Executions;
using AgentMonitor.State;

namespace AgentMonitor.TestKit;

/// <summary>A store of state that is away for as long as a test says.</summary>
public sealed class AwayState(IStateStore state) : IStateStore
{
    public bool IsAway { get; set; }

    private IStateStore State => IsAway
        ? throw new StoreUnavailableException(StoreFault.Unavailable, "The store is away.", TimeSpan.FromSeconds(1))
        : state;

    public ValueTask<StateDocument?> FindAsync(string kind, string id, CancellationToken cancellationToken) =>
        State.FindAsync(kind, id, cancellationToken);

    public ValueTask<IReadOnlyList<StateDocument>> ListAsync(string kind, CancellationToken cancellationToken) =>
        State.ListAsync(kind, cancellationToken);

    public ValueTask<string?> TrySaveAsync(StateDocument document, CancellationToken cancellationToken) =>
        State.TrySaveAsync(document, cancellationToken);

    public ValueTask DeleteAsync(string kind, string id, CancellationToken cancellationToken) =>
        State.DeleteAsync(kind, id, cancellationToken);
}
