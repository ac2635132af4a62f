using System.Text.Json.Nodes;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Tests.Api;
using AgentMonitor.Http.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentMonitor.Http.Tests.OpenApi;

public sealed class ApiDocumentTests
{
    [Fact]
    public async Task The_committed_document_is_the_one_the_route_table_makes() =>
        Golden.MatchesFile("src/AgentMonitor.Http/openapi.json", await GenerateAsync());

    [Fact]
    public async Task The_served_document_is_the_committed_one_and_names_every_call()
    {
        await using var api = await TestApi.StartAsync();

        var document = await api.GetAsync("/openapi/v1.json", token: null).JsonAsync();

        var named = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => (string)operation.Value!["operationId"]!));
        Assert.Equal(Routes.All.Where(route => route.Shape is not null).Select(route => route.Name).Order(), named.Order());
    }

    [Fact]
    public async Task Every_answer_in_it_has_a_schema_in_snake_case()
    {
        var document = JsonNode.Parse(await GenerateAsync())!;

        var schemas = document["components"]!["schemas"]!.AsObject();
        Assert.Contains("MetricsAnswer", schemas.Select(schema => schema.Key));
        Assert.All(
            schemas.SelectMany(schema => schema.Value!["properties"]?.AsObject().Select(property => property.Key) ?? []),
            name => Assert.Matches("^([a-z0-9_]+|traceId|accessToken)$", name));
    }

    private static async Task<string> GenerateAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, WireJson.Default);
            options.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
            // The framework says more of an instant when nobody converts it.
            foreach (var converter in WireJson.Default.Options.Converters.Where(converter => converter is not InstantConverter))
            {
                options.SerializerOptions.Converters.Add(converter);
            }

            options.SerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower;
        });
        builder.Services.AddOpenApi(options => options.AddDocumentTransformer<ApiDocumentTransformer>());
        await using var app = builder.Build();
        app.MapOpenApi();
        await app.StartAsync();
        return (await app.GetTestClient().GetStringAsync("/openapi/v1.json")).ReplaceLineEndings("\n").TrimEnd() + "\n";
    }
}
