using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AgentMonitor.Alerts.Webhook;

/// <summary>
/// <c>t=UNIX,v1=HEX</c>, the HMAC-SHA256 under the secret of the time in seconds, a full stop and the body: a receiver
/// knows that it was us, and when, so that an old post cannot be sent anew.
/// </summary>
public static class WebhookSignature
{
    public const string Header = "X-AgentMonitor-Signature";

    /// <summary>Carries the delivery's id, the same at every try.</summary>
    public const string IdHeader = "X-AgentMonitor-Delivery";

    public const int ShortestSecret = 16;

    public static string Of(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(time + "."));
        hmac.AppendData(body);
        return $"t={time},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
