using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace AgentMonitor.Tests.House;

public sealed partial class SolutionFilterTests
{
    // Its packages are not on every feed; the test project compiles its sources everywhere.
    private const string NeedsItsPackages = "src/AgentMonitor.Functions/AgentMonitor.Functions.csproj";

    [Fact]
    public void The_filter_leaves_out_the_Functions_app_and_nothing_else()
    {
        var solution = Project().Matches(File.ReadAllText(Repository.At("AgentMonitor.sln")))
            .Select(match => match.Groups[1].Value.Replace('\\', '/')).ToList();
        var filter = JsonNode.Parse(File.ReadAllText(Repository.At("AgentMonitor.slnf")))!["solution"]!["projects"]!.AsArray()
            .Select(project => (string)project!).ToList();

        Assert.Contains(NeedsItsPackages, solution);
        Assert.Equal(solution.Except([NeedsItsPackages]).Order(StringComparer.Ordinal), filter.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Repository.At("AgentMonitor.sln")).Replace('\\', '/');
        var projects = Repository.Files(Repository.Root).Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Select(Repository.Relative).ToList();

        Assert.NotEmpty(projects);
        Assert.All(projects, project => Assert.Contains(project, solution, StringComparison.Ordinal));
    }

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex Project();
}
