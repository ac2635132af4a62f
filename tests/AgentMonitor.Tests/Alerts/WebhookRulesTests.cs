using AgentMonitor.Alerts;
using AgentMonitor.Alerts.Webhook;
using Xunit;

namespace AgentMonitor.Tests.Alerts;

public sealed class WebhookRulesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(12, 2048)]
    [InlineData(13, 3600)]
    [InlineData(1000, 3600)]
    public void Tries_are_further_and_further_apart_up_to_an_hour(int tries, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), WebhookOutbox.PauseAfter(tries));

    [Theory]
    [InlineData("https://example.org/hook", true)]
    [InlineData("https://10.0.0.5:8443/hook?x=1", true)]
    [InlineData("http://127.0.0.1:9000/hook", true)]
    [InlineData("http://[::1]/hook", true)]
    [InlineData("http://localhost/hook", true)]
    [InlineData("http://example.org/hook", false)]
    [InlineData("http://127.0.0.1.example.org/hook", false)]
    [InlineData("http://169.254.169.254/latest", false)]
    [InlineData("https://ann:secret@example.org/", false)]
    [InlineData("https://example.org/#part", false)]
    [InlineData("ftp://example.org/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/hook", false)]
    [InlineData("", false)]
    public void A_webhook_is_https_or_on_this_machine(string address, bool isGood) =>
        Assert.Equal(isGood, WebhookAddress.Check(address) is null);

    [Fact]
    public void Settings_of_a_webhook_are_checked_without_repeating_them()
    {
        Assert.Empty(new AlertOptions().Faults());
        Assert.Empty(new AlertOptions { WebhookUrl = "https://example.org/hook", WebhookSecret = "0123456789abcdef" }.Faults());
        Assert.Contains("WebhookSecret", Assert.Single(new AlertOptions { WebhookUrl = "https://example.org/", WebhookSecret = "short" }.Faults()), StringComparison.Ordinal);
        var fault = Assert.Single(new AlertOptions { WebhookUrl = "http://example.org/sEcReT", WebhookSecret = "0123456789abcdef" }.Faults());
        Assert.DoesNotContain("sEcReT", fault, StringComparison.Ordinal);
    }
}
