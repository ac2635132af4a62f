using AgentMonitor.Live;

namespace AgentMonitor.Functions.Tests.App;

/// <summary>Somebody watches, or not, as a test says.</summary>
internal sealed class SwitchedAudience : ILiveAudience
{
    public bool IsThere { get; set; }

    public ValueTask JoinAsync(CancellationToken cancellationToken)
    {
        IsThere = true;
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> IsThereAsync(CancellationToken cancellationToken) => new(IsThere);
}
