namespace AgentMonitor.Load.Servers;

/// <summary>A server that can be started on a data folder: AgentMonitor, or a yardstick for it.</summary>
internal sealed record ServerKind(string Name, string Assembly, string UrlOption, params string[] Arguments)
{
    public const string Ours = "AgentMonitor";

    public const string Unit = "unique id";

    public bool IsOurs => Name == Ours;

    public static ServerKind AgentMonitor(string root) => new(Ours, Built(root, "src/AgentMonitor.Server"), "--urls");

    /// <summary>The one that ratios are taken of comes first.</summary>
    public static IReadOnlyList<ServerKind> Yardsticks(string root)
    {
        var assembly = Built(root, "tests/AgentMonitor.Yardstick");
        return
        [
            new(Unit, assembly, "--url", "--writer", "unique"),
            new("three secondary indexes", assembly, "--url", "--writer", "indexed"),
            new("append-only log", assembly, "--url", "--writer", "append"),
            new("empty handler", assembly, "--url", "--writer", "empty"),
        ];
    }

    /// <summary>Where this tool was built is inside the repository.</summary>
    public static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AgentMonitor.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("A session starts servers that were built beside this tool, which lies in no repository.");
    }

    private static string Built(string root, string project)
    {
        var assembly = Path.Combine(root, project, "bin", "Release", "net10.0", Path.GetFileName(project) + ".dll");
        return File.Exists(assembly) ? assembly : throw new InvalidOperationException($"Build it first: dotnet build -c Release {project}");
    }
}
