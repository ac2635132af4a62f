using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentMonitor.Access;
using AgentMonitor.Functions.Hosting;
using AgentMonitor.Functions.Settings;
using AgentMonitor.Functions.Tests.App;
using AgentMonitor.Functions.Tests.Declared;
using AgentMonitor.Http.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentMonitor.Functions.Tests.Settings;

public sealed class SettingsTests
{
    [Fact]
    public void The_sample_binds_and_is_valid_but_for_the_token_that_it_leaves_to_you()
    {
        var settings = FunctionsSettings.Read(SampleSettings.Configuration());

        Assert.NotNull(settings.Access.ToAdminTokens().Fault);
        Assert.Equal(TimeSpan.FromDays(90), settings.Retention.ToAges().Raw);
        Assert.Equal(AnonymousIngest.Never, settings.Http.AnonymousIngest);
        Assert.StartsWith("AccountEndpoint=", settings.Cosmos.ConnectionString, StringComparison.Ordinal);
        Assert.Equal(
            ("agentmonitor", "executions", "rollups", "leases", "projection", true),
            (settings.Cosmos.Database, settings.Cosmos.ExecutionsContainer, settings.Cosmos.RollupsContainer,
                settings.Cosmos.LeasesContainer, settings.Cosmos.LeasePrefix, settings.Cosmos.Gateway));
    }

    [Fact]
    public void The_sample_is_what_the_tools_want()
    {
        Assert.False((bool)SampleSettings.File["IsEncrypted"]!);
        Assert.All(SampleSettings.File["Values"]!.AsObject(), value => Assert.Equal(JsonValueKind.String, value.Value!.GetValueKind()));
        Assert.Equal("dotnet-isolated", SampleSettings.Values["FUNCTIONS_WORKER_RUNTIME"]);
        Assert.Equal("true", SampleSettings.Values["AzureWebJobsDisableHomepage"]);
        Assert.DoesNotContain(SampleSettings.Values.Keys, name => name.Contains(':', StringComparison.Ordinal));
    }

    [Fact]
    public void An_identity_needs_the_address_of_the_account_and_no_key()
    {
        var settings = FunctionsSettings.Read(SampleSettings.Configuration(
            ("CosmosDb", null), ("CosmosDb__accountEndpoint", "https://name.documents.azure.com:443/")));

        Assert.Null(settings.Cosmos.ConnectionString);
        Assert.Equal("https://name.documents.azure.com:443/", settings.Cosmos.AccountEndpoint);
    }

    [Theory]
    [InlineData("Endpoint=https://name.service.signalr.net;AuthType=azure.msi;Version=1.0;", null, "https://name.service.signalr.net wss://name.service.signalr.net")]
    [InlineData("Endpoint=http://localhost;Port=8888;Version=1.0;", null, "http://localhost:8888 ws://localhost:8888")]
    [InlineData(null, "https://name.service.signalr.net", "https://name.service.signalr.net wss://name.service.signalr.net")]
    public async Task The_page_may_connect_to_the_live_service_of_the_settings_and_nowhere_else(string? connection, string? address, string allowed)
    {
        await using var app = TestApp.Start(
            settings: [("AzureSignalRConnectionString", connection), ("AzureSignalRConnectionString__serviceUri", address)]);

        var page = await app.CallAsync("page", "/monitor");

        Assert.EndsWith($"; connect-src 'self' {allowed}", page.Headers.ContentSecurityPolicy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AgentMonitor__Retention__RawDays", "0", "AgentMonitor:Retention:RawDays")]
    [InlineData("AgentMonitor__Retention__RawDays", "many", "AgentMonitor:Retention")]
    [InlineData("AgentMonitor__Ingest__MaxDepth", "1", "AgentMonitor:Ingest:MaxDepth")]
    [InlineData("AgentMonitor__Access__IngestKeys__tutor", "the-key-itself", "AgentMonitor:Access:IngestKeys:tutor")]
    [InlineData("AgentMonitor__CorsOrigins__0", "https://portal.example.org/", "AgentMonitor:CorsOrigins")]
    [InlineData("AgentMonitor__Prices__Files__0", "no-such-file.json", "AgentMonitor:Prices:Files")]
    [InlineData("CosmosDb__Shards", "0", "CosmosDb:Shards")]
    [InlineData("CosmosDb", null, "CosmosDb:ConnectionString")]
    [InlineData("CosmosLeases", "", "CosmosLeases")]
    [InlineData("AzureSignalRConnectionString", "nonsense", "AzureSignalRConnectionString")]
    [InlineData("ReconcileSchedule", null, "ReconcileSchedule")]
    public void A_setting_that_makes_no_sense_is_refused_in_a_sentence_that_names_it(string name, string? value, string named)
    {
        var refusal = Assert.Throws<InvalidSettingsException>(() => FunctionsSettings.Read(SampleSettings.Configuration((name, value))));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-key-itself", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_the_real_store_everything_that_a_function_needs_is_registered()
    {
        // Any 64 bytes are a key until somebody is asked.
        var connection = $"AccountEndpoint=https://localhost:8081/;AccountKey={Convert.ToBase64String(new byte[64])}";
        var settings = FunctionsSettings.Read(SampleSettings.Configuration(("CosmosDb", connection), ("ADMIN_TOKEN", TestApp.AdminToken)));
        var services = new ServiceCollection().AddStore(settings).AddAgentMonitorFunctions(settings);
        using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        foreach (var type in DeclaredFunction.All.Select(function => function.Method.DeclaringType!).Distinct())
        {
            Assert.NotNull(ActivatorUtilities.CreateInstance(provider, type));
        }
    }

    // The platform starts the process anew for an invocation that reaches its timeout.
    [Fact]
    public void What_may_last_ends_well_before_the_platform_ends_the_process()
    {
        var host = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")))!;
        var timeout = TimeSpan.Parse((string)host["functionTimeout"]!, CultureInfo.InvariantCulture);

        Assert.True(InvocationTimes.Request <= timeout / 2);
        Assert.True(InvocationTimes.Turn <= timeout * 0.8);
        Assert.Equal(InvocationTimes.Request, FunctionsSettings.Read(SampleSettings.Configuration()).Http.LongestRequest);
    }

    [Fact]
    public void The_host_serves_the_table_under_its_own_addresses()
    {
        var host = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")))!;

        Assert.Equal("2.0", (string?)host["version"]);
        Assert.Equal("", (string?)host["extensions"]!["http"]!["routePrefix"]);
        Assert.Null(host["extensionBundle"]);
        Assert.Contains(Routes.All, route => route.Pattern.StartsWith("api/", StringComparison.Ordinal));
    }
}
