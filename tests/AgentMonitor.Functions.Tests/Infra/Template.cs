using System.Text.RegularExpressions;

namespace AgentMonitor.Functions.Tests.Infra;

/// <summary>The Bicep files as text. Their grammar is not checked here, only what has to be in them.</summary>
internal static partial class Template
{
    public static string Text { get; } = string.Join('\n', Files().Select(File.ReadAllText).Select(WithoutComments));

    public static string Module(string name) =>
        WithoutComments(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "infra", "modules", name + ".bicep")));

    public static IEnumerable<string> Files() =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "infra"), "*.bicep", SearchOption.AllDirectories);

    /// <summary>The body of each resource of this type.</summary>
    public static IReadOnlyList<string> Resources(string type) =>
        [.. Resource().Matches(Text).Where(match => match.Groups["type"].Value == type).Select(match => match.Value)];

    public static IEnumerable<string> Types() => Resource().Matches(Text).Select(match => match.Groups["type"].Value);

    private static string WithoutComments(string text) => Comment().Replace(text, "");

    [GeneratedRegex(@"^resource \w+ '(?<type>[\w./]+)@[\w-]+' = .*?^\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Resource();

    [GeneratedRegex(@"(?<!:)//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
