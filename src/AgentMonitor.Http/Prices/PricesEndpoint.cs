using AgentMonitor.Costs;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Problems;
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
        Problems = [400, 412, 413, 415, 422],
    };

    public static async Task GetAsync(HttpContext context)
    {
        var prices = context.RequestServices.GetRequiredService<AdminPrices>();
        await AnswerAsync(context, await prices.ReadAsync(context.RequestAborted));
    }

    public static async Task PutAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadOrAnswerAsync(context);
        if (body is null)
        {
            return;
        }

        var prices = context.RequestServices.GetRequiredService<AdminPrices>();
        var (entries, aliases, faults) = PriceSheetReader.Read(body.RootElement, prices.Beneath);
        if (faults.Count > 0)
        {
            await ProblemAnswers.WriteAsync(context, Problem.Unprocessable(faults));
            return;
        }

        var stored = await prices.ReadAsync(context.RequestAborted);
        var saved = EntityTag.Read(context, stored.ETag) switch
        {
            IfMatch.Any => await prices.SaveAsync(entries, aliases, context.RequestAborted),
            IfMatch.Matches => await prices.TrySaveAsync(entries, aliases, stored.ETag, context.RequestAborted),
            _ => null,
        };
        await (saved is { } sheet ? AnswerAsync(context, sheet) : ProblemAnswers.WriteAsync(context, EntityTag.Moved));
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
