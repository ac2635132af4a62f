using System.Text.RegularExpressions;
using AgentMonitor.Cosmos;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Functions.Settings;
using AgentMonitor.Functions.Tests.Declared;
using AgentMonitor.Functions.Tests.Settings;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace AgentMonitor.Functions.Tests.Infra;

public sealed partial class InfraTests
{
    [Theory]
    [InlineData("Microsoft.DocumentDB/databaseAccounts", "disableLocalAuth: true")]
    [InlineData("Microsoft.DocumentDB/databaseAccounts", "disableKeyBasedMetadataWriteAccess: true")]
    [InlineData("Microsoft.DocumentDB/databaseAccounts", "minimalTlsVersion: 'Tls12'")]
    [InlineData("Microsoft.SignalRService/signalR", "disableLocalAuth: true")]
    [InlineData("Microsoft.SignalRService/signalR", "value: 'Serverless'")]
    [InlineData("Microsoft.Storage/storageAccounts", "allowSharedKeyAccess: false")]
    [InlineData("Microsoft.Storage/storageAccounts", "allowBlobPublicAccess: false")]
    [InlineData("Microsoft.Storage/storageAccounts", "minimumTlsVersion: 'TLS1_2'")]
    [InlineData("Microsoft.Storage/storageAccounts", "supportsHttpsTrafficOnly: true")]
    [InlineData("Microsoft.Web/sites", "httpsOnly: true")]
    [InlineData("Microsoft.Web/sites", "minTlsVersion: '1.2'")]
    [InlineData("Microsoft.Web/sites", "type: 'UserAssigned'")]
    [InlineData("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "allow: false")]
    [InlineData("Microsoft.Insights/components", "DisableLocalAuth: true")]
    [InlineData("Microsoft.OperationalInsights/workspaces", "disableLocalAuth: true")]
    public void Every_service_is_closed_to_keys_and_to_old_tls(string type, string setting)
    {
        var resources = Template.Resources(type);

        Assert.NotEmpty(resources);
        Assert.All(resources, resource => Assert.Contains(setting, resource, StringComparison.Ordinal));
    }

    [Fact]
    public void No_key_is_read_and_none_is_written_down()
    {
        Assert.DoesNotMatch(@"listKeys|listConnectionStrings|AccountKey|AccessKey|SharedAccess|primaryKey|connectionStrings", Template.Text);
        Assert.DoesNotMatch(@"[A-Za-z0-9+/]{40,}=", Template.Text);
    }

    [Fact]
    public void What_takes_requests_tells_the_workspace()
    {
        var scopes = Template.Resources("Microsoft.Insights/diagnosticSettings")
            .Select(resource => Scope().Match(resource).Groups[1].Value).Order(StringComparer.Ordinal);

        Assert.Equal(["account", "app", "blobs", "service"], scopes);
    }

    [Fact]
    public void The_identity_reaches_one_database_and_no_role_is_wider_than_a_resource()
    {
        Assert.Contains("scope: '${account.id}/dbs/${database.name}'", Assert.Single(Template.Resources("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments")), StringComparison.Ordinal);
        Assert.All(Template.Resources("Microsoft.Authorization/roleAssignments"), role => Assert.Matches(@"scope: (account|service|insights)\b", role));
        Assert.DoesNotContain("b24988ac-6180-42a0-ab88-20f7382dd24c", Template.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_containers_are_laid_out_as_the_adapter_needs_them()
    {
        var module = Template.Module("cosmos");
        var written = Container().Matches(module).Select(match => (
            Name: match.Groups["name"].Value,
            Key: match.Groups["key"].Value,
            Indexed: string.Join(' ', match.Groups["indexed"].Value.Split(',').Select(path => path.Trim(' ', '\'')).Where(path => path.Length > 0))));

        Assert.Equal(
            ContainerPlans.Of(new CosmosOptions()).Select(plan => (
                Name: plan.Id, Key: plan.PartitionKeyPath, Indexed: string.Join(' ', plan.IndexingPolicy.IncludedPaths.Select(path => path.Path)))),
            written);
        Assert.All(
            ContainerPlans.Of(new CosmosOptions()),
            plan => Assert.Equal(HashVersion().Match(module).Groups[1].Value, $"{(int?)plan.PartitionKeyDefinitionVersion}"));
        Assert.Contains("excludedPaths: [{ path: '/*' }]", module, StringComparison.Ordinal);
        Assert.Contains("defaultTtl: -1", module, StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_of_the_template_are_all_that_the_app_and_its_triggers_need()
    {
        var given = Setting().Matches(Template.Module("functions"))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim('\''));
        given["CosmosDb__accountEndpoint"] = "https://name.documents.azure.com:443/";
        given["AzureSignalRConnectionString__serviceUri"] = "https://name.service.signalr.net";
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(given.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":"), (string?)setting.Value)))
            .Build();

        var settings = FunctionsSettings.Read(configuration);

        Assert.False(settings.Cosmos.CreateContainers);
        Assert.All(DeclaredFunction.All.Where(function => function.Cosmos is not null), function =>
            Assert.All(SampleSettings.NamesIn(function.Cosmos!.ContainerName), name => Assert.Contains(name, given.Keys)));
    }

    [GeneratedRegex(@"scope: (\w+)")]
    private static partial Regex Scope();

    [GeneratedRegex(@"\{ name: '(?<name>\w+)', key: '(?<key>/\w+)', indexed: \[(?<indexed>[^\]]*)\]")]
    private static partial Regex Container();

    [GeneratedRegex(@"partitionKey: \{ paths: \[plan\.key\], kind: 'Hash', version: (\d) \}")]
    private static partial Regex HashVersion();

    [GeneratedRegex(@"^  ([A-Z][A-Za-z_]+): (.+)$", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
