using System.Buffers.Text;
using System.Security.Cryptography;

namespace AgentMonitor.Server.Folder;

/// <summary>
/// Random credentials: 256 bits in 43 characters that need no escaping anywhere, behind a prefix that scanners for
/// leaked secrets can look for and that keeps a command line from taking one for an option.
/// </summary>
internal static class Tokens
{
    private const string Prefix = "am_";

    public static string Make() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
