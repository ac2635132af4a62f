using AgentMonitor.State;

namespace AgentMonitor.TestKit;

/// <summary>Documents of state over a network: any call may fail, before it is done or after.</summary>
public sealed class FaultyState(IStateStore state, FaultPlan faults) : IStateStore
{
    public ValueTask<StateDocument?> FindAsync(string kind, string id, CancellationToken cancellationToken) =>
        faults.CallAsync(() => state.FindAsync(kind, id, cancellationToken));

    public ValueTask<IReadOnlyList<StateDocument>> ListAsync(string kind, CancellationToken cancellationToken) =>
        faults.CallAsync(() => state.ListAsync(kind, cancellationToken));

    public ValueTask<string?> TrySaveAsync(StateDocument document, CancellationToken cancellationToken) =>
        faults.CallAsync(() => state.TrySaveAsync(document, cancellationToken));

    public async ValueTask DeleteAsync(string kind, string id, CancellationToken cancellationToken) =>
        await faults.CallAsync(async () =>
        {
            await state.DeleteAsync(kind, id, cancellationToken);
            return true;
        });
}
