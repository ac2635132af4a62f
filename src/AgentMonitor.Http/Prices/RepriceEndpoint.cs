using System.Text.Json;
using AgentMonitor.Costs;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Prices;

/// <summary><c>POST /api/admin/prices/reprice</c>: says what the prices of today make of a model's past, and makes it so if told to.</summary>
internal static class RepriceEndpoint
{
    public static RouteShape Shape { get; } = new(typeof(RepricedDto))
    {
        Body = typeof(RepriceDto),
        Problems = [400, 413, 415, 422],
    };

    public static async Task PostAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadOrAnswerAsync(context);
        if (body is null)
        {
            return;
        }

        // The prices that somebody has just saved elsewhere are those that are meant.
        await context.RequestServices.GetRequiredService<AdminPrices>().ReadAsync(context.RequestAborted);
        var (draft, dryRun, faults) = Read(context.RequestServices, body.RootElement);
        if (faults.Count > 0)
        {
            await ProblemAnswers.WriteAsync(context, Problem.Unprocessable(faults));
            return;
        }

        var preview = await context.RequestServices.GetRequiredService<RepricingPreviewQuery>().GetAsync(draft, context.RequestAborted);
        var registered = dryRun ? null : await context.RequestServices.GetRequiredService<Repricings>()
            .RegisterAsync(number => draft with { Number = number }, context.RequestAborted);
        await JsonAnswers.OkAsync(context, RepricedDto.Of(registered ?? draft, dryRun, preview), WireJson.Default.RepricedDto);
    }

    private static (Repricing Draft, bool DryRun, IReadOnlyList<FaultDto> Faults) Read(IServiceProvider services, JsonElement body)
    {
        var faults = new List<FaultDto>();
        var members = new JsonMembers(body, "", faults);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var model = members.Text("model");
        var from = members.Instant("from");
        var to = members.Instant("to", isOptional: true);
        var dryRun = members.Flag("dry_run", otherwise: true);
        var entries = model is null ? [] : services.GetRequiredService<PriceBook>().Current.EntriesOf(model);
        if (model is not null && entries.Count == 0)
        {
            faults.Add(new FaultDto("/model", "no_price", "There is no price for this model; add one first."));
        }

        // What ends while other processes still price as before is covered too.
        var latest = now + Repricings.HeardOfAfter;
        var earliest = services.GetRequiredService<RetentionAges>().FirstCompleteDay(now);
        var end = to is null || to > latest ? latest : to.Value;
        if (from >= end || end <= earliest)
        {
            faults.Add(new FaultDto(
                "/from", "out_of_range", $"from must lie before to and before now; raw executions are complete from {earliest:yyyy-MM-dd} on."));
        }

        return (
            new Repricing
            {
                Number = 0,
                Model = model ?? "",
                From = from is null || from < earliest ? earliest : from.Value,
                To = end,
                Entries = entries,
                RegisteredAt = now,
            },
            dryRun,
            faults);
    }
}

/// <summary>Which executions to price anew: <see cref="From"/> and <see cref="To"/> are days of UTC or instants, the end exclusive and now by default.</summary>
public sealed record RepriceDto(string Model, string From, string? To, bool? DryRun);

/// <summary>
/// What it comes to, of the executions that it covers. <see cref="From"/> lies later than asked where raw executions
/// are not kept any more; <see cref="Number"/> is null for a dry run.
/// </summary>
public sealed record RepricedDto(
    string Status,
    bool DryRun,
    int? Number,
    string Model,
    DateTimeOffset From,
    DateTimeOffset To,
    long Executions,
    decimal BeforeUsd,
    decimal AfterUsd,
    long UnpricedTokensBefore,
    long UnpricedTokensAfter,
    IReadOnlyList<RepricedDayDto> Days)
{
    internal static RepricedDto Of(Repricing repricing, bool dryRun, RepricingPreview preview) => new(
        "success", dryRun, dryRun ? null : repricing.Number, repricing.Model, repricing.From, repricing.To, preview.Executions,
        preview.Before.Usd, preview.After.Usd, preview.UnpricedBefore, preview.UnpricedAfter,
        [.. preview.Days.Select(day => new RepricedDayDto(day.Day, day.Before.Usd, day.After.Usd))]);
}

public sealed record RepricedDayDto(DateOnly Day, decimal BeforeUsd, decimal AfterUsd);
