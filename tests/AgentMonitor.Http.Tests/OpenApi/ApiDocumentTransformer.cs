using System.Globalization;
using AgentMonitor.Access;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Routing;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace AgentMonitor.Http.Tests.OpenApi;

/// <summary>Writes the route table into the document; the framework gives the schemas of the types.</summary>
internal sealed class ApiDocumentTransformer : IOpenApiDocumentTransformer
{
    private const string BearerScheme = "bearer";
    private const string KeyScheme = "api_key";

    public async Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "AgentMonitor",
            Version = "v1",
            Description = "Executions of AI agents in, exact numbers out. Instants are RFC 3339 UTC, durations integer milliseconds; unknown is null.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [BearerScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The admin token; on ingest routes also an ingest key.",
            },
            [KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = "X-Api-Key",
                Description = "An ingest key.",
            },
        };

        document.Paths = [];
        foreach (var path in Routes.All.Where(route => route.Shape is not null).GroupBy(route => route.Pattern))
        {
            var item = new OpenApiPathItem { Operations = [] };
            foreach (var route in path)
            {
                item.Operations.Add(new HttpMethod(route.Method), await OperationAsync(route, route.Shape!, document, context, cancellationToken));
            }

            document.Paths.Add("/" + path.Key, item);
        }
    }

    private static async Task<OpenApiOperation> OperationAsync(
        Http.Routing.Route route, RouteShape shape, OpenApiDocument document, OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken)
    {
        var operation = new OpenApiOperation
        {
            OperationId = route.Name,
            Summary = route.Summary,
            Parameters = [.. PathParameters(route.Pattern), .. shape.Query.Select(QueryParameter)],
            Responses = [],
            Security = Security(route.Access, document),
        };
        if (shape.Body is { } body)
        {
            var record = await SchemaAsync(body, document, context, cancellationToken);
            var schema = shape.BatchAnswer is null ? record : Either(record, ArrayOf(record));
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = shape.BodyTypes.Prepend("application/json")
                    .ToDictionary(type => type, _ => new OpenApiMediaType { Schema = schema }),
            };
        }

        var answer = await SchemaAsync(shape.Answer, document, context, cancellationToken);
        foreach (var status in shape.Successes)
        {
            var schema = status == 200 && shape.BatchAnswer is { } batch
                ? Either(answer, await SchemaAsync(batch, document, context, cancellationToken))
                : answer;
            operation.Responses.Add(Text(status), Response(status, "application/json", schema));
        }

        var problem = await SchemaAsync(typeof(ProblemDto), document, context, cancellationToken);
        foreach (var status in Problems(route, shape).Except(shape.Successes))
        {
            operation.Responses.Add(Text(status), Response(status, "application/problem+json", problem));
        }

        return operation;
    }

    // Besides a route's own: what the access check and the store may say.
    private static IEnumerable<int> Problems(Http.Routing.Route route, RouteShape shape) =>
        (route.Access == AccessClass.Public ? shape.Problems : [.. shape.Problems, 401, 403, 429, 503]).Append(500).Distinct().Order();

    private static IEnumerable<IOpenApiParameter> PathParameters(string pattern) => pattern.Split('/')
        .Where(part => part.StartsWith('{'))
        .Select(part => new OpenApiParameter
        {
            Name = part.Trim('{', '}'),
            In = ParameterLocation.Path,
            Required = true,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });

    private static IOpenApiParameter QueryParameter(RouteParameter parameter) => new OpenApiParameter
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Description = parameter.Summary,
        Schema = new OpenApiSchema { Type = parameter.Type == "integer" ? JsonSchemaType.Integer : JsonSchemaType.String },
    };

    private static List<OpenApiSecurityRequirement> Security(AccessClass access, OpenApiDocument document)
    {
        OpenApiSecurityRequirement Of(string scheme) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };

        return access switch
        {
            AccessClass.Public => [],
            AccessClass.Admin => [Of(BearerScheme)],
            _ => [Of(BearerScheme), Of(KeyScheme)],
        };
    }

    private static OpenApiResponse Response(int status, string type, IOpenApiSchema schema) => new()
    {
        Description = ReasonPhrases.GetReasonPhrase(status),
        Content = new Dictionary<string, OpenApiMediaType> { [type] = new() { Schema = schema } },
    };

    private static OpenApiSchema ArrayOf(IOpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    private static OpenApiSchema Either(IOpenApiSchema one, IOpenApiSchema other) => new() { OneOf = [one, other] };

    private static async Task<IOpenApiSchema> SchemaAsync(
        Type type, OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var name = type.Name.Replace("Dto", "", StringComparison.Ordinal);
        if (document.Components!.Schemas?.ContainsKey(name) != true)
        {
            document.AddComponent(name, await context.GetOrCreateSchemaAsync(type, null, cancellationToken));
        }

        return new OpenApiSchemaReference(name, document);
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
