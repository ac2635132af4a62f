using AgentMonitor.State;

namespace AgentMonitor.Tests.Alerts;

/// <summary>The first to have read how alerts stand waits for the others to have read it too.</summary>
internal sealed class MeetingState(IStateStore state, int parties) : IStateStore
{
    private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _arrived;

    public async ValueTask<StateDocument?> FindAsync(string kind, string id, CancellationToken cancellationToken)
    {
        var found = await state.FindAsync(kind, id, cancellationToken);
        if (id == "standing" && !_met.Task.IsCompleted)
        {
            if (Interlocked.Increment(ref _arrived) == parties)
            {
                _met.SetResult();
            }

            await _met.Task;
        }

        return found;
    }

    public ValueTask<IReadOnlyList<StateDocument>> ListAsync(string kind, CancellationToken cancellationToken) =>
        state.ListAsync(kind, cancellationToken);

    public ValueTask<string?> TrySaveAsync(StateDocument document, CancellationToken cancellationToken) =>
        state.TrySaveAsync(document, cancellationToken);

    public ValueTask DeleteAsync(string kind, string id, CancellationToken cancellationToken) =>
        state.DeleteAsync(kind, id, cancellationToken);
}
