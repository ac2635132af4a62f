using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Settings;

/// <summary>What this installation was told to do.</summary>
internal static class SettingsRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Admin("GET", "api/admin/settings", "get_settings", "The settings in force: retention, masking, content, prices, access, webhook.",
            SettingsEndpoint.GetAsync, SettingsEndpoint.Shape),
    ];
}
