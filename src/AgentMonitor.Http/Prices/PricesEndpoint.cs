using AgentMonitor.Costs;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Metrics.Costs;
using AgentMonitor.Projection;
using AgentMonitor.State;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Prices;

/// <summary><c>GET</c> and <c>PUT /api/admin/prices</c></summary>
internal static class PricesEndpoint
{
    public static RouteShape GetShape { get; } = new(typeof(PricesDto));

    public static RouteShape PutShape { get; } = new(typeof(PricesDto))
    {
        Body = typeof(PriceSheetDto),
        Problems = Configuration.Problems,
    };

    public static async Task GetAsync(HttpContext context)
    {
        var prices = context.RequestServices.GetRequiredService<AdminPrices>();
        await AnswerAsync(context, await prices.ReadAsync(context.RequestAborted));
    }

    public static Task PutAsync(HttpContext context)
    {
        var prices = context.RequestServices.GetRequiredService<AdminPrices>();
        return Configuration.PutAsync(
            context,
            body => PriceSheetReader.Read(body, prices.Beneath),
            () => prices.ReadAsync(context.RequestAborted),
            own => prices.SaveAsync(own.Entries, own.Aliases, context.RequestAborted),
            (own, etag) => prices.TrySaveAsync(own.Entries, own.Aliases, etag, context.RequestAborted),
            saved => AnswerAsync(context, saved));
    }

    private static async Task AnswerAsync(HttpContext context, Versioned<PriceSheet> sheet)
    {
        var services = context.RequestServices;
        var unpriced = await services.GetRequiredService<UnpricedModelsQuery>().GetAsync(context.RequestAborted);
        var lens = await services.GetRequiredService<Repricings>().ReloadAsync(context.RequestAborted);
        var progress = services.GetRequiredService<IFeedProgress>();
        var answer = PricesDto.From(
            services.GetRequiredService<PriceBook>().Current, sheet.Value, unpriced, lens, MetaDto.From(progress.AsOf, progress.Lag));
        EntityTag.Set(context, sheet.ETag);
        await JsonAnswers.OkAsync(context, answer, WireJson.Default.PricesDto);
    }
}
