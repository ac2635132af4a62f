using System.Net.Http.Headers;
using AgentMonitor.Http.Page;
using AgentMonitor.Http.Tests.Api;
using Xunit;

namespace AgentMonitor.Http.Tests.Pages;

public sealed class PageTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Theory]
    [InlineData("/monitor", "text/html")]
    [InlineData("/monitor/", "text/html")]
    [InlineData("/monitor/agents/main_orchestrator", "text/html")]
    [InlineData("/monitor/assets/app.js", "text/javascript")]
    public async Task A_file_or_a_deep_link_is_served_under_a_strict_policy(string path, string type)
    {
        using var answer = await _api.GetAsync(path, token: null);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/monitor/assets/nothing.js")]
    [InlineData("/monitor/%2e%2e/%2e%2e/etc/passwd.txt")]
    [InlineData("/monitor/..%2f..%2fappsettings.json")]
    [InlineData("/monitor/assets%5capp.js")]
    public async Task Nothing_else_is(string path) => await _api.GetAsync(path, token: null).ProblemAsync(404);

    [Fact]
    public async Task A_file_that_the_browser_has_is_not_sent_again()
    {
        using var first = await _api.GetAsync("/monitor/assets/app.js", token: null);
        var request = new HttpRequestMessage(HttpMethod.Get, "/monitor/assets/app.js");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await _api.SendAsync(request);

        Assert.Equal(304, (int)second.StatusCode);
        Assert.Equal("", await second.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
    }

    [Theory]
    [InlineData("gzip, deflate, br", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData("identity", false)]
    public async Task A_file_is_packed_for_those_who_take_it(string accepted, bool isPacked)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/monitor");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

        using var answer = await _api.SendAsync(request);

        Assert.Equal(isPacked ? ["gzip"] : [], answer.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        Assert.Equal(answer.Content.Headers.ContentLength, (await answer.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task The_root_leads_to_the_page()
    {
        using var answer = await _api.GetAsync("/", token: null);

        Assert.Equal(302, (int)answer.StatusCode);
        Assert.Equal("/monitor", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public void The_page_that_ships_is_in_the_assembly_and_holds_no_inline_script()
    {
        var index = PageFiles.From(typeof(PageFiles).Assembly).Find("");

        Assert.NotNull(index);
        var html = System.Text.Encoding.UTF8.GetString(index.Bytes);
        Assert.DoesNotMatch("<script(?![^>]*\\bsrc=)", html);
        Assert.DoesNotMatch("<style|\\son[a-z]+=|style=", html);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", html);
    }

    [Fact]
    public async Task HEAD_says_what_GET_would()
    {
        using var answer = await _api.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/monitor"));

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(MediaTypeHeaderValue.Parse("text/html; charset=utf-8"), answer.Content.Headers.ContentType);
    }
}
