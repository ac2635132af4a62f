using System.Net;
using AgentMonitor.Access;
using AgentMonitor.Http.Tests.Api;
using Xunit;

namespace AgentMonitor.Http.Tests.Ingest;

public sealed class AnonymousIngestTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync(
        new HttpApiOptions { AnonymousIngest = AnonymousIngest.FromLoopback }, keys: []);

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task Loopback_may_send_while_there_is_no_key(string address)
    {
        _api.Remote = IPAddress.Parse(address);

        Assert.Equal(201, await PostAsync());
    }

    [Fact]
    public async Task Nobody_may_once_there_is_a_key()
    {
        _api.Keys.Replace([TokenHash.Of(TestApi.Key)]);

        Assert.Equal(401, await PostAsync());
        Assert.Equal(201, await _api.PostAsync("/api/executions", Records.Success("b")).StatusAsync());
    }

    [Theory]
    [InlineData("10.0.0.7")]
    [InlineData("::ffff:10.0.0.7")]
    [InlineData("fe80::1")]
    public async Task Nobody_else_may(string address)
    {
        _api.Remote = IPAddress.Parse(address);

        Assert.Equal(401, await PostAsync());
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task Nobody_may_through_a_proxy(string header, string value) =>
        Assert.Equal(401, await PostAsync((header, value)));

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:8080")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Host", "evil.example")]
    public async Task No_page_of_another_site_may(string header, string value) =>
        Assert.Equal(403, await PostAsync((header, value)));

    [Fact]
    public async Task The_page_itself_may() =>
        Assert.Equal(201, await PostAsync(("Origin", "http://localhost"), ("Sec-Fetch-Site", "same-origin")));

    [Fact]
    public async Task A_wrong_key_is_not_anonymous() =>
        Assert.Equal(403, await _api.PostAsync("/api/executions", Records.Success("a"), TestApi.WrongToken).StatusAsync());

    [Fact]
    public async Task A_host_may_forbid_it()
    {
        await using var api = await TestApi.StartAsync(keys: []);

        Assert.Equal(401, await api.PostAsync("/api/executions", Records.Success("a"), token: null).StatusAsync());
    }

    private Task<int> PostAsync(params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/executions")
        {
            Content = new StringContent(Records.Success("a"), null, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return _api.SendAsync(request).StatusAsync();
    }
}
