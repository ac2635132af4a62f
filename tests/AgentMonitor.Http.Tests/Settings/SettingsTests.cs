using AgentMonitor.Access;
using AgentMonitor.Alerts;
using AgentMonitor.Costs;
using AgentMonitor.Http.Tests.Api;
using AgentMonitor.Ingest;
using AgentMonitor.Ingest.Masking;
using AgentMonitor.Rollups;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentMonitor.Http.Tests.Settings;

public sealed class SettingsTests
{
    private const string Path = "/api/admin/settings";

    [Fact]
    public async Task A_new_installation_says_what_it_does_by_default()
    {
        await using var api = await TestApi.StartAsync();

        Golden.Matches("settings", await api.GetAsync(Path).JsonAsync());
    }

    [Fact]
    public async Task What_is_set_is_told_and_no_secret_is()
    {
        var masking = new MaskingOptions { Content = true, Emails = false, Patterns = { "CANARY-[0-9]+", "X-[0-9]+" } };
        var retention = new RetentionOptions { RawDays = 30, MinuteDays = 3, HourDays = 40, DayDays = 400, UserDayDays = 60, ErasedDays = 50, ReportDays = 7 };
        await using var api = await TestApi.StartAsync(
            new HttpApiOptions { Host = HostKind.Functions, AllowQueryToken = true, CorsOrigins = ["https://portal.example.org"] },
            configure: services =>
            {
                services.AddSingleton(retention.ToAges());
                services.AddSingleton(new IngestOptions { CaptureContent = false, ContentCapBytes = 1000, Masker = masking.ToMasker() });
                services.AddSingleton(new PriceOptions { Files = ["/srv/canary/own.json"] });
                services.AddSingleton(new PriceBook(PriceTable.Default));
                services.AddSingleton(new AlertOptions
                {
                    WebhookUrl = "https://canary:canary@hooks.example.org:8443/canary?token=canary",
                    WebhookSecret = "canary-canary-canary",
                    HistoryDays = 12,
                });
            });

        var answer = await api.GetAsync(Path).JsonAsync();

        Assert.DoesNotContain("canary", answer.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            """{"raw_days":30,"minute_days":3,"hour_days":40,"day_days":400,"user_day_days":60,"erased_days":50,"report_days":7,"alert_days":12}""",
            answer["retention"]!.ToJsonString());
        Assert.Equal(
            """{"content":true,"error_messages":false,"rules":["secrets","ibans","card_numbers","ip_addresses","phone_numbers"],"own_patterns":2}""",
            answer["masking"]!.ToJsonString());
        Assert.Equal("""{"is_captured":false,"cap_bytes":1000}""", answer["content"]!.ToJsonString());
        Assert.Equal("""{"url_set":true,"host":"hooks.example.org"}""", answer["webhook"]!.ToJsonString());
        Assert.Equal(
            """{"ingest_key_required":true,"ingest_keys":1,"allow_query_token":true,"cors_origins":["https://portal.example.org"]}""", answer["access"]!.ToJsonString());
        Assert.Equal((PriceTable.Default.Entries.Count, "own.json"), ((int)answer["prices"]!["built_in"]!, (string)answer["prices"]!["files"]![0]!));
        Assert.Equal("functions", (string?)answer["host"]);
    }

    [Theory]
    [InlineData(AnonymousIngest.FromLoopback, 0, false)]
    [InlineData(AnonymousIngest.FromLoopback, 1, true)]
    [InlineData(AnonymousIngest.Never, 0, true)]
    public async Task A_key_is_needed_once_there_is_one_or_where_nobody_comes_without(AnonymousIngest anonymous, int keys, bool isNeeded)
    {
        await using var api = await TestApi.StartAsync(
            new HttpApiOptions { AnonymousIngest = anonymous }, keys: [.. Enumerable.Range(0, keys).Select(i => "ik_" + i)]);

        var access = (await api.GetAsync(Path).JsonAsync())["access"]!;

        Assert.Equal((isNeeded, keys), ((bool)access["ingest_key_required"]!, (int)access["ingest_keys"]!));
    }
}
