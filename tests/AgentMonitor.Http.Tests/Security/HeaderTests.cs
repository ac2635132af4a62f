using AgentMonitor.Executions;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentMonitor.Http.Tests.Security;

public sealed class HeaderTests
{
    [Fact]
    public async Task Every_answer_of_every_route_carries_the_security_headers()
    {
        await using var api = await TestApi.StartAsync();
        api.Client.BaseAddress = new Uri("https://localhost/");

        foreach (var route in Routes.All)
        {
            foreach (var token in new[] { null, TestApi.WrongToken, TestApi.AdminToken })
            {
                api.Clock.Advance(TimeSpan.FromMinutes(2));
                var path = "/" + route.Pattern.Replace("{id}", "x").Replace("{user_id}", "x").Replace("{**path}", "");
                using var answer = await api.SendAsync(new HttpRequestMessage(new HttpMethod(route.Method), path), token);
                AssertHeaders(answer, route.Name);
            }
        }
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("DELETE", "/api/executions", 405)]
    [InlineData("OPTIONS", "/api/executions", 204)]
    [InlineData("GET", "/api/admin/metrics?hours=x", 422)]
    [InlineData("GET", "/monitor/../appsettings.json", 404)]
    [InlineData("GET", "/monitor/nothing.js", 404)]
    public async Task Errors_carry_them_too(string method, string path, int status)
    {
        await using var api = await TestApi.StartAsync();
        api.Client.BaseAddress = new Uri("https://localhost/");

        using var answer = await api.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), TestApi.AdminToken);

        Assert.Equal(status, (int)answer.StatusCode);
        AssertHeaders(answer, path);
    }

    [Fact]
    public async Task A_crash_carries_them_too()
    {
        await using var api = await TestApi.StartAsync(
            configure: services => services.AddSingleton<IExecutionLists>(new FailingLists(new InvalidTimeZoneException("boom"))));
        api.Client.BaseAddress = new Uri("https://localhost/");

        using var answer = await api.GetAsync("/api/executions");

        Assert.Equal(500, (int)answer.StatusCode);
        AssertHeaders(answer, "crash");
    }

    [Fact]
    public async Task Nothing_is_said_about_transport_security_over_plain_HTTP()
    {
        await using var api = await TestApi.StartAsync();

        using var answer = await api.GetAsync("/healthz/live");

        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    private static void AssertHeaders(HttpResponseMessage answer, string of)
    {
        string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

        Assert.True(Header("X-Content-Type-Options") == "nosniff", of);
        Assert.True(Header("Referrer-Policy") == "no-referrer", of);
        Assert.True(Header("Strict-Transport-Security").StartsWith("max-age=31536000", StringComparison.Ordinal), of);
        Assert.True(Header("Cache-Control") == "no-store" || answer.Headers.ETag is not null, of);
        Assert.Matches("default-src '(self|none)'", Header("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Header("Content-Security-Policy"), StringComparison.Ordinal);
    }
}
