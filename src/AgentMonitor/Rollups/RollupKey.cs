namespace AgentMonitor.Rollups;

/// <summary>
/// Names the documents of one bucket: whose numbers (<see cref="Scope"/>), and when. A document that grew too large
/// is split into slices that share this key.
/// </summary>
public readonly record struct RollupKey(RollupScope Scope, TimeBucket Bucket);

/// <summary>
/// What a document packs: every agent, every model with agent × model, every error group, the curve of a day, every
/// feature with its variants, the audience, or one user.
/// </summary>
public readonly record struct RollupScope
{
    private const string UserPrefix = "user:";

    private RollupScope(string value) => Value = value;

    /// <summary>As stored; ordinal order is stable, a user's id follows the prefix <c>user:</c>.</summary>
    public string Value { get; }

    public static RollupScope Agents { get; } = new("agents");

    public static RollupScope Models { get; } = new("models");

    public static RollupScope Errors { get; } = new("errors");

    /// <summary>All executions, by quarters of an hour.</summary>
    public static RollupScope Timeline { get; } = new("timeline");

    public static RollupScope Features { get; } = new("features");

    /// <summary>Regions, languages, and in hours when executions began and ended.</summary>
    public static RollupScope Audience { get; } = new("audience");

    public string? UserId => IsUser ? Value[UserPrefix.Length..] : null;

    public bool IsUser => Value.StartsWith(UserPrefix, StringComparison.Ordinal);

    public static RollupScope User(string userId) => new(UserPrefix + userId);

    /// <summary>Reads back <see cref="Value"/>.</summary>
    public static RollupScope Parse(string value) => new(value);

    public override string ToString() => Value;
}
