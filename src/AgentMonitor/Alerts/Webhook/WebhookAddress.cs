using System.Net;

namespace AgentMonitor.Alerts.Webhook;

/// <summary>
/// Where posts may go. What is sent is signed, not secret to the network, so plain http stays on this machine; and an
/// address that names a user would end up in a header.
/// </summary>
public static class WebhookAddress
{
    /// <summary>What is wrong with it, as the end of a sentence that begins with the setting; null when nothing is.</summary>
    public static string? Check(string address) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.Host.Length == 0
            ? "takes an address such as https://example.org/hook."
        : uri.UserInfo.Length > 0 ? "takes no user name or password in the address."
        : uri.Fragment.Length > 0 ? "takes no fragment in the address."
        : uri.Scheme == "http" && !IsThisMachine(uri) ? "has to begin with https://, unless it is on this machine (127.0.0.1, ::1 or localhost)."
        : null;

    private static bool IsThisMachine(Uri uri) =>
        uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
