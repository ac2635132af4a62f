using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using AgentMonitor.Executions;

namespace AgentMonitor.Users;

/// <summary>
/// Where a list of users or sessions goes on: below this instant, and at it below this id. Outside it is opaque, so
/// that its form may change.
/// </summary>
public readonly record struct SeenCursor(DateTimeOffset At, string Id)
{
    private const byte Version = 2;
    private const int Fixed = 1 + sizeof(long);
    private const int Longest = 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Before the first of the list.</summary>
    public static SeenCursor Start { get; } = new(DateTimeOffset.MaxValue, "");

    /// <summary>Whether something at this instant and of this id comes after the cursor.</summary>
    public bool IsBefore(DateTimeOffset at, string id) =>
        at < At || (at == At && string.CompareOrdinal(id, Id) < 0);

    /// <summary>The same for a list that begins with the oldest.</summary>
    public bool IsAfter(DateTimeOffset at, string id) =>
        at > At || (at == At && string.CompareOrdinal(id, Id) > 0);

    public override string ToString()
    {
        var bytes = new byte[Fixed + Encoding.UTF8.GetByteCount(Id)];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), At.UtcTicks);
        Encoding.UTF8.GetBytes(Id, bytes.AsSpan(Fixed));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null is the start of the list.</summary>
    /// <exception cref="InvalidCursorException">No list handed this out.</exception>
    public static SeenCursor Read(string? cursor)
    {
        if (cursor is null)
        {
            return Start;
        }

        if (cursor.Length > Longest || !Base64Url.IsValid(cursor))
        {
            throw new InvalidCursorException();
        }

        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length <= Fixed
            || bytes[0] != Version
            || BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1)) is not (>= 0 and var ticks)
            || ticks > DateTimeOffset.MaxValue.Ticks)
        {
            throw new InvalidCursorException();
        }

        return new SeenCursor(new DateTimeOffset(ticks, TimeSpan.Zero), ReadId(bytes.AsSpan(Fixed)));
    }

    private static string ReadId(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidCursorException();
        }
    }
}
