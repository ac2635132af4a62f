namespace AgentMonitor.Users;

/// <summary>What all executions together say of one user. Merging is associative, commutative and idempotent.</summary>
public sealed record SeenUser
{
    public required string UserId { get; init; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    public required Latest Agent { get; init; }

    /// <summary>The newest name that a record gave; records without one leave it.</summary>
    public Latest? Name { get; init; }

    public Latest? Region { get; init; }

    /// <summary>
    /// Whether a store that is right to the minute has to write this in place of <paramref name="stands"/>: it is of
    /// another minute, or says what that did not say at all.
    /// </summary>
    public bool IsNewsTo(SeenUser stands) =>
        Sighting.IsAnotherMinute(LastSeenAt, stands.LastSeenAt)
        || FirstSeenAt != stands.FirstSeenAt
        || (Name is not null && stands.Name is null)
        || (Region is not null && stands.Region is null);

    public SeenUser Merge(SeenUser other) => this with
    {
        FirstSeenAt = other.FirstSeenAt < FirstSeenAt ? other.FirstSeenAt : FirstSeenAt,
        LastSeenAt = other.LastSeenAt > LastSeenAt ? other.LastSeenAt : LastSeenAt,
        Agent = Latest.Newer(Agent, other.Agent)!,
        Name = Latest.Newer(Name, other.Name),
        Region = Latest.Newer(Region, other.Region),
    };
}
