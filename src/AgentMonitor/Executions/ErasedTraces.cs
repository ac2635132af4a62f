namespace AgentMonitor.Executions;

/// <summary>
/// What an erased copy keeps so that every total stays as it was: what the distinct sketches know of its user and its
/// session, and the normalised title under which its error is grouped. No name, no id, no content.
/// </summary>
/// <param name="User">The 48 bits that a <see cref="Rollups.DistinctSketch"/> keeps of a user's id.</param>
/// <param name="Session">The same of its session.</param>
public sealed record ErasedTraces(ulong? User, ulong? Session, string? ErrorTitle);
