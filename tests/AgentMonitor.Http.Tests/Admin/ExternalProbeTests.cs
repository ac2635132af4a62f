using AgentMonitor.Health;
using AgentMonitor.Http.Health;
using AgentMonitor.Http.Tests.Api;
using Xunit;

namespace AgentMonitor.Http.Tests.Admin;

/// <summary>FEATURES.md: 001 "health quick under 100 ms: database, external API (cached 5 min), memory".</summary>
public sealed class ExternalProbeTests
{
    [Theory]
    [InlineData("/healthz/live")]
    [InlineData("/api/admin/metrics")]
    [InlineData("/nowhere")]
    public async Task An_address_that_answers_is_there_whatever_it_answers(string path)
    {
        await using var other = await TestApi.StartAsync(onSockets: true);

        var finding = await new ExternalProbe("models", new Uri(other.Client.BaseAddress!, path)).ProbeAsync(CancellationToken.None);

        Assert.Equal((HealthState.Ok, null), (finding.State, finding.Sentence));
    }

    [Fact]
    public async Task An_address_where_nobody_listens_is_degraded_and_takes_nobody_out_of_service()
    {
        using var nobody = new ClosedPort();
        await using var api = await TestApi.StartAsync(new HttpApiOptions
        {
            Dependencies = new Dictionary<string, string> { ["models"] = nobody.Url },
        });

        await api.GetAsync("/healthz/ready", null).JsonAsync();
        var health = await api.GetAsync("/api/health/quick").JsonAsync();

        Assert.Equal("degraded", (string?)health["checks"]!["models"]!["status"]);
        Assert.Equal("Cannot be reached.", (string?)health["checks"]!["models"]!["detail"]);
    }

    [Theory]
    [InlineData("models", "https://models.example.org/health", true)]
    [InlineData("models_2", "http://127.0.0.1:8080", true)]
    [InlineData("models", "http://models.example.org", false)]
    [InlineData("models", "file:///etc", false)]
    [InlineData("store", "https://models.example.org", false)]
    [InlineData("Models!", "https://models.example.org", false)]
    public void A_dependency_is_named_and_addressed_as_the_settings_say(string name, string address, bool isGood) =>
        Assert.Equal(isGood, !new HttpApiOptions { Dependencies = new Dictionary<string, string> { [name] = address } }.Faults().Any());
}
