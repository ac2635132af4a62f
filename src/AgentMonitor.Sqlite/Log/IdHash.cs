using System.Buffers.Binary;
using System.Text;
using AgentMonitor.Executions;

namespace AgentMonitor.Sqlite.Log;

/// <summary>The first 128 bits of an execution id's SHA-256: what the id index and the tail know it by.</summary>
internal readonly record struct IdHash(UInt128 Value)
{
    public const int Length = 16;

    public static IdHash Of(ExecutionId id)
    {
        Span<byte> text = stackalloc byte[512];
        var length = Encoding.UTF8.TryGetBytes(id.Value, text, out var written) ? written : -1;
        Span<byte> hash = stackalloc byte[Sha256.Length];
        Sha256.Hash(length < 0 ? Encoding.UTF8.GetBytes(id.Value) : text[..length], hash);
        return new IdHash(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    public void Write(Span<byte> into) => BinaryPrimitives.WriteUInt128BigEndian(into, Value);
}
