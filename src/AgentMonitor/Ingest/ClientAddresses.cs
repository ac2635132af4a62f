using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using AgentMonitor.State;

namespace AgentMonitor.Ingest;

/// <summary>
/// Hashes the addresses of clients with a key that is made once for an installation and never leaves it; without the
/// key four thousand million addresses would be tried out in an hour.
/// </summary>
public sealed class ClientAddresses(IStateStore state)
{
    private const string KeyId = "address-key";

    // Half of a SHA-256 tells apart more addresses than there are.
    private const int HashLength = 16;

    private readonly StateValue<AddressKey> _stored = new(
        state, StateKinds.Settings, KeyId, ClientJson.Default.AddressKey, () => new AddressKey([]));

    private byte[]? _key;

    public async ValueTask<string> HashAsync(string address, CancellationToken cancellationToken) =>
        Hash(_key ??= await KeyAsync(cancellationToken).ConfigureAwait(false), address);

    private static string Hash(byte[] key, string address)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Normalised(address)), hash);
        return Base64Url.EncodeToString(hash[..HashLength]);
    }

    // However an address is spelled, it is one address; what is none, such as a name, is taken as it is.
    private static string Normalised(string address) =>
        !IPAddress.TryParse(address, out var ip) ? address.ToLowerInvariant()
        : ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4().ToString()
        : ip.ToString();

    private async ValueTask<byte[]> KeyAsync(CancellationToken cancellationToken)
    {
        var stored = await _stored.ChangeAsync(
            key => key.Key.Length > 0 ? key : new AddressKey(RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes)),
            cancellationToken).ConfigureAwait(false);
        return stored.Value.Key;
    }
}

internal sealed record AddressKey(byte[] Key);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AddressKey))]
internal sealed partial class ClientJson : JsonSerializerContext;
