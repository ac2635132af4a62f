using AgentMonitor.Http.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace AgentMonitor.Functions.Tests.Declared;

public sealed class HttpFunctionTests
{
    private static readonly Route[] Table = [.. Routes.All, Unmatched.Route];

    private static IEnumerable<DeclaredFunction> Functions => DeclaredFunction.All.Where(function => function.Http is not null);

    [Fact]
    public void Every_route_of_the_table_is_a_function_and_every_http_function_is_a_route()
    {
        Assert.Equal(
            Table.Select(route => route.Name).Order(StringComparer.Ordinal),
            Functions.Select(function => function.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_function_has_the_address_and_the_methods_of_its_route()
    {
        foreach (var route in Table)
        {
            var trigger = DeclaredFunction.Get(route.Name).Http!;
            Assert.Equal(AddressOf(route), trigger.Route);
            Assert.Equal(MethodsOf(route).Order(), trigger.Methods!.Select(method => method.ToUpperInvariant()).Order());
        }
    }

    // Who may call is decided in the endpoint, in both hosts alike; the platform's own keys would be a second door.
    [Fact]
    public void Access_is_never_left_to_the_platform() =>
        Assert.All(Functions, function => Assert.Equal(AuthorizationLevel.Anonymous, function.Http!.AuthLevel));

    [Fact]
    public void No_address_is_one_that_the_platform_keeps_for_itself_or_cannot_parse()
    {
        Assert.All(Functions, function =>
        {
            Assert.DoesNotMatch("^/|^(admin|runtime)(/|$)|^$", function.Http!.Route);
            Assert.NotNull(RoutePatternFactory.Parse("/" + function.Http.Route));
        });
    }

    [Fact]
    public void Every_http_function_takes_the_request_and_returns_a_result_that_adds_nothing()
    {
        Assert.All(Functions, function =>
        {
            Assert.Equal(typeof(Task<IResult>), function.Method.ReturnType);
            Assert.Equal(typeof(HttpRequest), function.Method.GetParameters()[0].ParameterType);
            Assert.Null(function.Retry);
            Assert.Null(function.Output);
        });
    }

    // An empty route means the function's name, to the platform; this one means the root.
    private static string AddressOf(Route route) => route.Pattern.Length == 0 ? "{home:maxlength(0)?}" : route.Pattern;

    private static IEnumerable<string> MethodsOf(Route route) =>
        route.Method == "*" ? ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] : route.Methods;
}
