using AgentMonitor.Executions;

namespace AgentMonitor.Cosmos.Erasure;

/// <summary>
/// Runs that are somebody else's, since somebody else ended them or goes on with them, and that began under the name of
/// a user who is forgotten. The run stays; what is listed of its start goes.
/// </summary>
internal sealed class OthersRuns(string userId)
{
    private readonly HashSet<ExecutionId> _ids = [];

    public string UserId => userId;

    public void Add(ExecutionId id) => _ids.Add(id);

    /// <summary>Whether this is the start of one, as it was listed.</summary>
    public bool IsStart(Execution listed) => !listed.Status.IsFinal() && listed.UserId == userId && _ids.Contains(listed.Id);
}
