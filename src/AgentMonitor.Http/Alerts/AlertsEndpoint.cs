using AgentMonitor.Alerts;
using AgentMonitor.Alerts.Webhook;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Projection;
using AgentMonitor.State;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Alerts;

/// <summary><c>GET</c> and <c>PUT /api/admin/alerts</c></summary>
internal static class AlertsEndpoint
{
    public static RouteShape GetShape { get; } = new(typeof(AlertsDto));

    public static RouteShape PutShape { get; } = new(typeof(AlertsDto))
    {
        Body = typeof(AlertRulesDto),
        Problems = Configuration.Problems,
    };

    public static async Task GetAsync(HttpContext context)
    {
        var book = context.RequestServices.GetRequiredService<AlertBook>();
        await AnswerAsync(context, await book.ReadRulesAsync(context.RequestAborted));
    }

    public static Task PutAsync(HttpContext context)
    {
        var book = context.RequestServices.GetRequiredService<AlertBook>();
        return Configuration.PutAsync(
            context,
            AlertRuleReader.Read,
            () => book.ReadRulesAsync(context.RequestAborted),
            rules => book.SaveRulesAsync(new AlertRuleSet(rules), context.RequestAborted),
            (rules, etag) => book.TrySaveRulesAsync(new AlertRuleSet(rules), etag, context.RequestAborted),
            saved => AnswerAsync(context, saved));
    }

    private static async Task AnswerAsync(HttpContext context, Versioned<AlertRuleSet> rules)
    {
        var services = context.RequestServices;
        var standing = await services.GetRequiredService<AlertBook>().ReadStandingAsync(context.RequestAborted);
        var progress = services.GetRequiredService<IFeedProgress>();
        var answer = new AlertsDto(
            "success",
            [.. rules.Value.Rules.Select(AlertRuleDto.From)],
            [.. standing.Active.Select(AlertNotice.Of)],
            WebhookDto.From(services.GetRequiredService<AlertOptions>(), standing),
            MetaDto.From(progress.AsOf, progress.Lag));
        EntityTag.Set(context, rules.ETag);
        await JsonAnswers.OkAsync(context, answer, WireJson.Default.AlertsDto);
    }
}

/// <summary>The rules, the alerts that are pending, firing or acknowledged, and how the webhook does.</summary>
public sealed record AlertsDto(
    string Status, IReadOnlyList<AlertRuleDto> Rules, IReadOnlyList<AlertNotice> Active, WebhookDto Webhook, MetaDto Meta);

/// <summary>All rules, to take the place of those there are. Only id, name, kind and, as a rule, threshold are needed.</summary>
public sealed record AlertRulesDto(IReadOnlyList<AlertRuleDto> Rules);

/// <summary>A rule; <see cref="IsDefault"/>, which is not read, says that it is as in a new installation.</summary>
public sealed record AlertRuleDto(
    string Id,
    string Name,
    AlertKind Kind,
    bool Enabled,
    AlertSeverity Severity,
    string? Agent,
    decimal? Threshold,
    decimal? Recover,
    int ForSeconds,
    int WindowMinutes,
    int MinimumExecutions,
    decimal? BaselineFactor,
    bool IsDefault)
{
    internal static AlertRuleDto From(AlertRule rule) => new(
        rule.Id, rule.Name, rule.Kind, rule.Enabled, rule.Severity, rule.Agent, rule.Threshold, rule.Recover, rule.ForSeconds,
        rule.WindowMinutes, rule.MinimumExecutions, rule.BaselineFactor, AlertRules.Defaults.Contains(rule));
}

/// <summary>Whether there is a webhook, what came of its last try, and how much it has still to tell.</summary>
public sealed record WebhookDto(bool UrlSet, WebhookOutcome? LastDelivery, int Pending)
{
    internal static WebhookDto From(AlertOptions options, AlertStanding standing) =>
        new(options.HasWebhook, standing.LastDelivery, standing.Deliveries.Count);
}
