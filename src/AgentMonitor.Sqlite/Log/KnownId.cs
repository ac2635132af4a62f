namespace AgentMonitor.Sqlite.Log;

/// <summary>Where the log holds an execution as it stands now, and the completion that came too late for it (0: none).</summary>
internal readonly record struct KnownId(long Sequence, long LateSequence)
{
    public long Newest => Math.Max(Sequence, LateSequence);
}
