using System.Text;

namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// Hands out one string for a name that comes again and again, such as an agent's or a model's. A table of fixed size
/// in which a newer name takes an older one's place, so that it never grows; threads that write to it at once lose
/// nothing but a chance to share.
/// </summary>
internal static class NamePool
{
    private const int Slots = 4096;
    private const int LongestKept = 64;

    private static readonly string?[] Kept = new string?[Slots];

    /// <summary>The text of these bytes, which are UTF-8; null where they are not.</summary>
    public static string? Find(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > LongestKept || !Ascii.IsValid(utf8))
        {
            return null;
        }

        ref var kept = ref Kept[SlotOf(utf8)];
        return kept is { } name && Ascii.Equals(utf8, name) ? name : kept = Encoding.ASCII.GetString(utf8);
    }

    /// <summary>Error messages are among what it keeps.</summary>
    public static void Clear() => Array.Clear(Kept);

    // FNV-1a; names are short.
    private static uint SlotOf(ReadOnlySpan<byte> utf8)
    {
        var hash = 2166136261;
        foreach (var next in utf8)
        {
            hash = (hash ^ next) * 16777619;
        }

        return (hash ^ (hash >> 16)) % Slots;
    }
}
