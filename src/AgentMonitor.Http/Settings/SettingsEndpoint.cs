using AgentMonitor.Access;
using AgentMonitor.Alerts;
using AgentMonitor.Costs;
using AgentMonitor.Http.Health;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Ingest;
using AgentMonitor.Rollups;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Settings;

/// <summary><c>GET /api/admin/settings</c>: what is in force in the process that answers. Never a secret.</summary>
internal static class SettingsEndpoint
{
    public static RouteShape Shape { get; } = new(typeof(SettingsDto));

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var options = services.GetRequiredService<HttpApiOptions>();
        var ingest = services.GetRequiredService<IngestOptions>();
        var alerts = services.GetRequiredService<AlertOptions>();
        var prices = await services.GetRequiredService<AdminPrices>().ReadAsync(context.RequestAborted);
        var answer = new SettingsDto(
            "success",
            options.Host,
            ProductVersion.Text,
            RetentionDto.From(services.GetRequiredService<RetentionAges>(), alerts),
            new ContentDto(ingest.CaptureContent, ingest.ContentCapBytes),
            MaskingDto.From(ingest.Masker),
            PricesInForceDto.From(
                services.GetRequiredService<PriceBook>().Current, prices.Value, services.GetRequiredService<PriceOptions>()),
            AccessDto.From(options, services.GetRequiredService<IngestKeys>()),
            WebhookSettingsDto.From(alerts));
        await JsonAnswers.OkAsync(context, answer, WireJson.Default.SettingsDto);
    }
}
