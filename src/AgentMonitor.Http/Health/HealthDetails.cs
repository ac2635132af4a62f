using AgentMonitor.Health;
using AgentMonitor.Health.Sections;

namespace AgentMonitor.Http.Health;

/// <summary>Puts the health page together: each section by itself, so that one that is away takes none with it.</summary>
internal sealed class HealthDetails(
    HealthCheck health, ProcessReading process, FeedReading feed, StoreReading store, UptimeReading uptime, LastGood kept)
{
    public async Task<HealthDetailsDto> GetAsync(CancellationToken cancellationToken)
    {
        var sections = new SectionSet(kept, "health", cancellationToken);
        var report = health.RunAsync(HealthCheck.LongPatience, cancellationToken);
        var processed = sections.AskAsync("process", _ => Task.FromResult(process.Read()));
        var fed = sections.AskAsync("feed", feed.ReadAsync);
        var dead = sections.AskAsync("dead_letters", feed.CountDeadLettersAsync);
        var stored = sections.AskAsync("store", _ => Task.FromResult(store.Read()));
        var up = sections.AskAsync("uptime", uptime.ReadAsync);
        var found = await report;
        return new HealthDetailsDto(
            "success", found.State, found.At, await processed, [.. found.Parts.Select(DependencyDto.From)], await fed,
            store.ReadQueue(), (await dead)?.Count, process.LiveConnections, await stored, store.ReadFunctions(), await up,
            sections.States, sections.StaleSince);
    }
}
