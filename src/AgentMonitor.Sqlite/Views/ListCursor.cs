using System.Buffers.Binary;
using System.Buffers.Text;
using AgentMonitor.Executions;

namespace AgentMonitor.Sqlite.Views;

/// <summary>Where a list goes on: below this record's number. Outside it is opaque, so that its form may change.</summary>
internal static class ListCursor
{
    private const byte Version = 1;
    private const int Length = 9;

    public static string Write(long before)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], before);
        return Base64Url.EncodeToString(bytes);
    }

    public static long Read(string cursor)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (cursor.Length != Base64Url.GetEncodedLength(Length)
            || !Base64Url.TryDecodeFromChars(cursor, bytes, out var written)
            || written != Length
            || bytes[0] != Version)
        {
            throw new InvalidCursorException();
        }

        return BinaryPrimitives.ReadInt64BigEndian(bytes[1..]) is var before and > 0
            ? before
            : throw new InvalidCursorException();
    }
}
