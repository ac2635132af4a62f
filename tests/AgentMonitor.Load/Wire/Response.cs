using System.Buffers.Text;
using System.Text;

namespace AgentMonitor.Load.Wire;

/// <summary>What a load generator has to know about an answer. It owns no bytes.</summary>
internal readonly ref struct Response(int status, TimeSpan? retryAfter, ReadOnlySpan<byte> body)
{
    public int Status { get; } = status;

    /// <summary>How long the server asks to wait before the next request.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    public ReadOnlySpan<byte> Body { get; } = body;

    /// <summary>The number after <c>"name":</c>, the first time it appears.</summary>
    public int? Number(ReadOnlySpan<byte> name)
    {
        var at = Body.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(Body[(at + name.Length)..].TrimStart((byte)' '), out int value, out _) ? value : null;
    }

    public override string ToString() => $"{Status} {Encoding.UTF8.GetString(Body)}";
}
