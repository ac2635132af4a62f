using AgentMonitor.Http.Tests.Api;
using Xunit;

namespace AgentMonitor.Http.Tests.Security;

public sealed class CorsTests
{
    private const string Listed = "https://app.example";

    [Fact]
    public async Task No_origin_is_allowed_unless_it_is_listed()
    {
        await using var api = await TestApi.StartAsync();

        using var answer = await SendAsync(api, HttpMethod.Get, Listed);

        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData(Listed, Listed)]
    [InlineData("https://evil.example", null)]
    [InlineData("https://app.example.evil.example", null)]
    [InlineData("null", null)]
    public async Task A_listed_origin_may_read_and_no_other(string origin, string? allowed)
    {
        await using var api = await TestApi.StartAsync(new HttpApiOptions { CorsOrigins = [Listed] });

        using var answer = await SendAsync(api, HttpMethod.Get, origin);

        Assert.Equal(allowed, answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null);
        Assert.Contains("Origin", answer.Headers.Vary);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task A_preflight_of_a_listed_origin_is_answered_without_a_token()
    {
        await using var api = await TestApi.StartAsync(new HttpApiOptions { CorsOrigins = [Listed] });

        using var answer = await SendAsync(api, HttpMethod.Options, Listed);

        Assert.Equal(204, (int)answer.StatusCode);
        Assert.Contains("Authorization", answer.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SendAsync(TestApi api, HttpMethod method, string origin) => api.SendAsync(
        new HttpRequestMessage(method, "/api/executions") { Headers = { { "Origin", origin } } });
}
