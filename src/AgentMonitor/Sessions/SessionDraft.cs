using AgentMonitor.Executions;
using AgentMonitor.Users;

namespace AgentMonitor.Sessions;

/// <summary>
/// What a stretch of executions says of one session, gathered without an object for each of them: the same as merging a
/// session of each. Used again after <see cref="Clear"/>.
/// </summary>
internal sealed class SessionDraft
{
    private SpanDraft _span;
    private LatestDraft _agent;
    private LatestDraft _user;
    private LatestDraft _userName;
    private LatestDraft _language;
    private LatestDraft _region;
    private LatestDraft _addressHash;
    private LatestDraft _userAgent;

    public void See(Execution execution, in Sighting sighting)
    {
        _span.See(sighting);
        _agent.See(execution.AgentName, sighting);
        _user.See(execution.UserId, sighting);
        _userName.See(execution.UserName, sighting);
        _language.See(execution.Language, sighting);
        _region.See(execution.Region, sighting);
        _addressHash.See(execution.Client?.AddressHash, sighting);
        _userAgent.See(execution.Client?.UserAgent, sighting);
    }

    /// <summary>Not before anything was seen.</summary>
    public Session ToSession(string sessionId) => new()
    {
        SessionId = sessionId,
        FirstActivityAt = _span.First,
        LastActivityAt = _span.Last,
        Agent = _agent.ToLatest()!,
        User = _user.ToLatest(),
        UserName = _userName.ToLatest(),
        Language = _language.ToLatest(),
        Region = _region.ToLatest(),
        AddressHash = _addressHash.ToLatest(),
        UserAgent = _userAgent.ToLatest(),
    };

    public void Clear()
    {
        _span = default;
        (_agent, _user, _userName, _language, _region, _addressHash, _userAgent) = (default, default, default, default, default, default, default);
    }
}
