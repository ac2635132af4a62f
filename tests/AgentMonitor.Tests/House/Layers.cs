using System.Xml.Linq;

namespace AgentMonitor.Tests.House;

/// <summary>The dependency rule: hosts → Http, adapters → core; Http → core; core → nothing.</summary>
internal static class Layers
{
    private const string Core = "AgentMonitor";

    private static readonly string[] StorePackages = ["Microsoft.Data.Sqlite", "SQLitePCLRaw", "Microsoft.Azure", "Azure."];

    // The price of a build, not of a dependency: nothing of it is in the assembly.
    private static readonly string[] BuildOnly = ["Microsoft.CodeAnalysis.BannedApiAnalyzers"];

    private static readonly Dictionary<string, Layer> All = new()
    {
        [Core] = new(Projects: [], AspNet: false, Stores: false, OtherPackages: false),
        ["AgentMonitor.Client"] = new(Projects: [], AspNet: false, Stores: false, OtherPackages: true),
        ["AgentMonitor.Http"] = new(Projects: [Core], AspNet: true, Stores: false, OtherPackages: true),
        ["AgentMonitor.Sqlite"] = new(Projects: [Core], AspNet: false, Stores: true, OtherPackages: true),
        ["AgentMonitor.Cosmos"] = new(Projects: [Core], AspNet: false, Stores: true, OtherPackages: true),
        ["AgentMonitor.Server"] = new(Projects: [Core, "AgentMonitor.Http", "AgentMonitor.Sqlite"], AspNet: true, Stores: false, OtherPackages: true),
        ["AgentMonitor.Functions"] = new(Projects: [Core, "AgentMonitor.Http", "AgentMonitor.Cosmos"], AspNet: true, Stores: true, OtherPackages: true),
    };

    /// <summary>One sentence for each reference that the rule forbids.</summary>
    public static IEnumerable<string> Violations(string project, XDocument definition)
    {
        if (!All.TryGetValue(project, out var layer))
        {
            yield return $"{project} has no layer: say in {nameof(Layers)} what it may depend on.";
            yield break;
        }

        foreach (var reference in Includes(definition, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))))
        {
            if (!layer.Projects.Contains(reference))
            {
                yield return $"{project} must not reference {reference}.";
            }
        }

        foreach (var package in Includes(definition, "PackageReference").Except(BuildOnly))
        {
            var store = StorePackages.Any(prefix => package.StartsWith(prefix, StringComparison.Ordinal));
            if (store ? !layer.Stores : !layer.OtherPackages)
            {
                yield return $"{project} must not use the package {package}.";
            }
        }

        var web = Includes(definition, "FrameworkReference").Any() || (string?)definition.Root!.Attribute("Sdk") != "Microsoft.NET.Sdk";
        if (web && !layer.AspNet)
        {
            yield return $"{project} must not know ASP.NET Core.";
        }
    }

    private static IEnumerable<string> Includes(XDocument definition, string element) =>
        definition.Descendants(element).Select(reference => (string?)reference.Attribute("Include")).OfType<string>();

    private sealed record Layer(string[] Projects, bool AspNet, bool Stores, bool OtherPackages);
}
