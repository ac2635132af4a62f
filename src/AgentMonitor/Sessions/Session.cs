using System.Text.Json.Serialization;
using AgentMonitor.Users;

namespace AgentMonitor.Sessions;

/// <summary>
/// One conversation, across all of its executions, as far as these are kept. Merging is associative, commutative and
/// idempotent.
/// </summary>
public sealed record Session
{
    public required string SessionId { get; init; }

    public required DateTimeOffset FirstActivityAt { get; init; }

    public required DateTimeOffset LastActivityAt { get; init; }

    public required Latest Agent { get; init; }

    public Latest? User { get; init; }

    public Latest? UserName { get; init; }

    public Latest? Language { get; init; }

    public Latest? Region { get; init; }

    public Latest? AddressHash { get; init; }

    public Latest? UserAgent { get; init; }

    [JsonIgnore]
    public TimeSpan Duration => LastActivityAt - FirstActivityAt;

    /// <summary>
    /// Whether a store that is right to the minute has to write this in place of <paramref name="stands"/>: it is of
    /// another minute, of another user or language, which lists go by, or says what that did not say at all.
    /// </summary>
    public bool IsNewsTo(Session stands) =>
        Sighting.IsAnotherMinute(LastActivityAt, stands.LastActivityAt)
        || FirstActivityAt != stands.FirstActivityAt
        || User?.Value != stands.User?.Value
        || Language?.Value != stands.Language?.Value
        || (UserName is not null && stands.UserName is null)
        || (Region is not null && stands.Region is null)
        || (AddressHash is not null && stands.AddressHash is null)
        || (UserAgent is not null && stands.UserAgent is null);

    public Session Merge(Session other) => this with
    {
        FirstActivityAt = other.FirstActivityAt < FirstActivityAt ? other.FirstActivityAt : FirstActivityAt,
        LastActivityAt = other.LastActivityAt > LastActivityAt ? other.LastActivityAt : LastActivityAt,
        Agent = Latest.Newer(Agent, other.Agent)!,
        User = Latest.Newer(User, other.User),
        UserName = Latest.Newer(UserName, other.UserName),
        Language = Latest.Newer(Language, other.Language),
        Region = Latest.Newer(Region, other.Region),
        AddressHash = Latest.Newer(AddressHash, other.AddressHash),
        UserAgent = Latest.Newer(UserAgent, other.UserAgent),
    };
}
