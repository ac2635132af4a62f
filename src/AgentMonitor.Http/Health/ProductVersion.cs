using System.Reflection;

namespace AgentMonitor.Http.Health;

/// <summary>The version of this build, as it was released.</summary>
internal static class ProductVersion
{
    // What follows the plus sign names the sources, not the release.
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
