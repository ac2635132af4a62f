using System.Runtime.InteropServices;

namespace AgentMonitor.Sqlite.Views;

/// <summary>
/// What an execution is listed under: 64 bits of a user, a session, a parent or an error group. Two names may share
/// a key (FNV-1a, not secret, not unique), so a list compares the record as well.
/// </summary>
internal static class ListKey
{
    public static long? User(string? userId) => Of('u', userId);

    public static long? Session(string? sessionId) => Of('s', sessionId);

    public static long? Parent(string? executionId) => Of('p', executionId);

    public static long? Fingerprint(string? fingerprint) => Of('f', fingerprint);

    /// <summary>Failures and timeouts of whatever group.</summary>
    public static long Errors { get; } = Of('e', "").GetValueOrDefault();

    private static long? Of(char kind, string? name)
    {
        if (name is null)
        {
            return null;
        }

        const ulong prime = 1099511628211;
        var hash = (14695981039346656037 ^ kind) * prime;
        foreach (var unit in MemoryMarshal.AsBytes(name.AsSpan()))
        {
            hash = (hash ^ unit) * prime;
        }

        return (long)hash;
    }
}
