using AgentMonitor.Executions;
using AgentMonitor.State;

namespace AgentMonitor.Tests.Alerts;

/// <summary>A store whose process dies at one of its writes: from then on nothing gets through.</summary>
internal sealed class DyingState(IStateStore state, int last, bool takesEffect) : IStateStore
{
    private int _writes;

    public bool IsDead { get; private set; }

    public ValueTask<StateDocument?> FindAsync(string kind, string id, CancellationToken cancellationToken) =>
        state.FindAsync(kind, id, cancellationToken);

    public ValueTask<IReadOnlyList<StateDocument>> ListAsync(string kind, CancellationToken cancellationToken) =>
        state.ListAsync(kind, cancellationToken);

    public async ValueTask<string?> TrySaveAsync(StateDocument document, CancellationToken cancellationToken)
    {
        if (++_writes != last)
        {
            return await state.TrySaveAsync(document, cancellationToken);
        }

        if (takesEffect)
        {
            await state.TrySaveAsync(document, cancellationToken);
        }

        IsDead = true;
        throw new StoreUnavailableException(StoreFault.Unavailable, "Dead.", TimeSpan.FromSeconds(1));
    }

    public ValueTask DeleteAsync(string kind, string id, CancellationToken cancellationToken) =>
        state.DeleteAsync(kind, id, cancellationToken);
}
