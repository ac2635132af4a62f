using System.Xml.Linq;
using AgentMonitor.Executions;
using Xunit;

namespace AgentMonitor.Tests.House;

public sealed class LayersTests
{
    [Fact]
    public void Every_project_keeps_the_dependency_rule()
    {
        var projects = Directory.GetFiles(Repository.At("src"), "*.csproj", SearchOption.AllDirectories);

        var violations = projects.SelectMany(path => Layers.Violations(Path.GetFileNameWithoutExtension(path), XDocument.Load(path)));

        Assert.NotEmpty(projects);
        Assert.Empty(violations);
    }

    [Fact]
    public void The_core_is_linked_to_nothing_but_the_runtime()
    {
        var references = typeof(Execution).Assembly.GetReferencedAssemblies().Select(name => name.Name!);

        Assert.All(references, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AgentMonitor", """<ProjectReference Include="../AgentMonitor.Http/AgentMonitor.Http.csproj" />""")]
    [InlineData("AgentMonitor", """<PackageReference Include="Polly.Core" />""")]
    [InlineData("AgentMonitor", """<FrameworkReference Include="Microsoft.AspNetCore.App" />""")]
    [InlineData("AgentMonitor.Http", """<ProjectReference Include="../AgentMonitor.Sqlite/AgentMonitor.Sqlite.csproj" />""")]
    [InlineData("AgentMonitor.Http", """<PackageReference Include="Microsoft.Data.Sqlite.Core" />""")]
    [InlineData("AgentMonitor.Sqlite", """<ProjectReference Include="../AgentMonitor.Http/AgentMonitor.Http.csproj" />""")]
    [InlineData("AgentMonitor.Server", """<PackageReference Include="Microsoft.Azure.Cosmos" />""")]
    [InlineData("AgentMonitor.Newcomer", "")]
    public void A_reference_against_the_rule_is_found(string project, string reference)
    {
        var definition = XDocument.Parse($"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{reference}</ItemGroup></Project>""");

        var violations = Layers.Violations(project, definition);

        Assert.Single(violations);
    }
}
