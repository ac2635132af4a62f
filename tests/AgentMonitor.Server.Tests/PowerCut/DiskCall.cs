namespace AgentMonitor.Server.Tests.PowerCut;

internal enum DiskCallKind
{
    Create,
    Write,
    Truncate,
    Rename,
    Unlink,
    Sync,
}

/// <summary>One system call on the data folder; times in microseconds since 1970, as the tracer saw it begin and end.</summary>
/// <param name="Path">The file, or for <see cref="DiskCallKind.Sync"/> the folder too.</param>
/// <param name="Offset">Where it writes, or the length it truncates to.</param>
/// <param name="Target">Where a file is renamed to.</param>
internal sealed record DiskCall(
    DiskCallKind Kind, string Path, long StartedAt, long EndedAt, long Offset = 0, byte[]? Data = null, string? Target = null);
