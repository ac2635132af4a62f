using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AgentMonitor.Access;

/// <summary>
/// The SHA-256 of a token, which is all that is kept of it. Two are compared in constant time; hashing first makes
/// the lengths equal, so that a length tells nothing either.
/// </summary>
public sealed class TokenHash
{
    private readonly byte[] _hash;

    private TokenHash(byte[] hash) => _hash = hash;

    public static TokenHash Of(string token) => new(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Reads back <see cref="ToString"/>; null when it is not 64 hexadecimal digits.</summary>
    public static TokenHash? FindParsed(string text) =>
        text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigit)
            ? new TokenHash(Convert.FromHexString(text))
            : null;

    /// <summary>To look it up by; whether it is the same is for <see cref="Matches"/> to say.</summary>
    internal UInt128 Half => BinaryPrimitives.ReadUInt128BigEndian(_hash);

    public bool Matches(TokenHash other) => CryptographicOperations.FixedTimeEquals(_hash, other._hash);

    public override string ToString() => Convert.ToHexStringLower(_hash);
}
