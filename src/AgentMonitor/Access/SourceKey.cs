using System.Net;
using System.Net.Sockets;

namespace AgentMonitor.Access;

/// <summary>
/// What counts as one source: one household or server owns a whole /64 of IPv6, and an IPv4 address in IPv6 clothes
/// is the IPv4 address.
/// </summary>
internal static class SourceKey
{
    public static UInt128 Of(IPAddress? source)
    {
        if (source is null)
        {
            return UInt128.Zero;
        }

        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        var isIPv4 = source.AddressFamily == AddressFamily.InterNetwork || source.IsIPv4MappedToIPv6;
        (isIPv4 ? source.MapToIPv6() : source).TryWriteBytes(bytes, out _);
        if (!isIPv4)
        {
            bytes[8..].Clear();
        }

        return new UInt128(BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes[8..]));
    }
}
