using System.Security.Cryptography;

namespace AgentMonitor.Executions;

/// <summary>SHA-256 of short texts, of which every execution has several. A context for each thread saves making one each time.</summary>
public static class Sha256
{
    public const int Length = SHA256.HashSizeInBytes;

    [ThreadStatic]
    private static IncrementalHash? _ofThread;

    /// <summary>The hash goes into <paramref name="into"/>, which holds <see cref="Length"/> bytes.</summary>
    public static void Hash(ReadOnlySpan<byte> bytes, Span<byte> into)
    {
        var hash = _ofThread ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes);
        hash.GetHashAndReset(into);
    }
}
