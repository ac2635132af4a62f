using AgentMonitor.Alerts;
using AgentMonitor.Alerts.Readers;
using AgentMonitor.Alerts.Webhook;
using AgentMonitor.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentMonitor.Http.Alerts;

internal static class AlertServices
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.TryAddSingleton(new AlertOptions());
        services.AddSingleton<AlertBook>();
        services.AddSingleton<AlertHistory>();
        services.AddSingleton<UsualHours>();
        services.AddSingleton<IAlertReader, ExecutionAlerts>();
        services.AddSingleton<IAlertReader, AnomalyAlerts>();
        services.AddSingleton<IAlertReader, FeedAlerts>();
        services.AddSingleton<AlertEvaluator>();
        services.AddSingleton<WebhookOutbox>();
        services.AddSingleton<AlertWatch>();
        services.AddSingleton<IHealthProbe>(provider => new RememberedProbe(
            ActivatorUtilities.CreateInstance<WebhookProbe>(provider), WebhookProbe.KeptFor, provider.GetRequiredService<TimeProvider>()));
        return services.AddWebhook();
    }

    private static IServiceCollection AddWebhook(this IServiceCollection services)
    {
        services.AddSingleton<IWebhookSender, HttpWebhookSender>();
        services.AddHttpClient(HttpWebhookSender.Client, client => client.Timeout = Patience)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = Patience / 2,
                MaxResponseHeadersLength = 16,
            })
            // They would write the address into the log.
            .RemoveAllLoggers();
        return services;
    }
}
