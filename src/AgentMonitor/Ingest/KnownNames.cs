using System.Buffers.Binary;

namespace AgentMonitor.Ingest;

/// <summary>
/// Names that come again and again, such as those of agents and models: each is checked and made a string once, and
/// records share it. A name that falls on the place of another takes it.
/// </summary>
internal sealed class KnownNames
{
    private const int Places = 256;
    private const int Longest = 64;

    private readonly (byte[] Utf8, string Name)[] _names = new (byte[], string)[Places];

    public string? Find(ReadOnlySpan<byte> utf8)
    {
        var (known, name) = _names[PlaceOf(utf8)];
        return known is not null && utf8.SequenceEqual(known) ? name : null;
    }

    /// <summary>A name that is good as it is: its text is its canonical spelling.</summary>
    public void Keep(ReadOnlySpan<byte> utf8, string name)
    {
        if (utf8.Length <= Longest)
        {
            _names[PlaceOf(utf8)] = (utf8.ToArray(), name);
        }
    }

    // Both ends and the length tell names apart well enough; a wrong guess costs a string and no more.
    private static int PlaceOf(ReadOnlySpan<byte> utf8)
    {
        var ends = utf8.Length >= sizeof(ulong)
            ? BinaryPrimitives.ReadUInt64LittleEndian(utf8) + (31 * BinaryPrimitives.ReadUInt64LittleEndian(utf8[^sizeof(ulong)..]))
            : utf8.IsEmpty ? 0UL : utf8[0] + (31UL * utf8[^1]);
        return (int)(((ends + (ulong)utf8.Length) * 0x9E3779B97F4A7C15) >> 56);
    }
}
