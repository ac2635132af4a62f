using Microsoft.Extensions.Configuration;

namespace AgentMonitor.Functions.Settings;

/// <summary>
/// Where browsers will connect, out of the setting that the SignalR bindings read: a connection string, or the address
/// alone where an identity stands for the key. The page is allowed to connect there and nowhere else.
/// </summary>
internal static class SignalRAddress
{
    public static Uri? Find(IConfiguration configuration)
    {
        var connection = configuration.GetSection(TriggerSettings.SignalR);
        var parts = (connection.Value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .GroupBy(part => part[0].Trim(), part => part[1].Trim(), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(part => part.Key, part => part.Last(), StringComparer.OrdinalIgnoreCase);
        var address = connection["serviceUri"] ?? parts.GetValueOrDefault("Endpoint");
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https")
            ? WithPort(uri, parts.GetValueOrDefault("Port"))
            : null;
    }

    private static Uri WithPort(Uri uri, string? port) =>
        int.TryParse(port, out var number) && number is > 0 and < 65536 ? new UriBuilder(uri) { Port = number }.Uri : uri;
}
