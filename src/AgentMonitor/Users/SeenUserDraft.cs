using AgentMonitor.Executions;

namespace AgentMonitor.Users;

/// <summary>
/// What a stretch of executions says of one user, gathered without an object for each of them: the same as merging what
/// each says. Used again after <see cref="Clear"/>.
/// </summary>
internal sealed class SeenUserDraft
{
    private SpanDraft _span;
    private LatestDraft _agent;
    private LatestDraft _name;
    private LatestDraft _region;

    public void See(Execution execution, in Sighting sighting)
    {
        _span.See(sighting);
        _agent.See(execution.AgentName, sighting);
        _name.See(execution.UserName, sighting);
        _region.See(execution.Region, sighting);
    }

    /// <summary>Not before anything was seen.</summary>
    public SeenUser ToSeenUser(string userId) => new()
    {
        UserId = userId,
        FirstSeenAt = _span.First,
        LastSeenAt = _span.Last,
        Agent = _agent.ToLatest()!,
        Name = _name.ToLatest(),
        Region = _region.ToLatest(),
    };

    public void Clear()
    {
        _span = default;
        (_agent, _name, _region) = (default, default, default);
    }
}
