namespace AgentMonitor.Tests.House;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = [".git", "bin", "obj", "node_modules", "TestResults", "dist"];

    private static readonly string[] Binary = [".png", ".ico", ".woff2", ".db", ".db-wal", ".db-shm", ".gz"];

    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Every text file of ours under a folder, whether committed yet or not.</summary>
    public static IEnumerable<string> Files(string folder) =>
        new DirectoryInfo(folder).EnumerateFileSystemInfos().SelectMany(entry => entry switch
        {
            _ when NotOurs.Contains(entry.Name) => [],
            DirectoryInfo => Files(entry.FullName),
            _ => Binary.Contains(entry.Extension) ? [] : [entry.FullName],
        });

    public static IEnumerable<string> CSharp(string folder) => Files(folder).Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    private static string FindRoot(DirectoryInfo? directory)
    {
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "AgentMonitor.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName
            ?? throw new InvalidOperationException("AgentMonitor.sln was not found above the tests; run them from a clone.");
    }
}
