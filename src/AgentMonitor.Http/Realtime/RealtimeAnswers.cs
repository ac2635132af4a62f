using AgentMonitor.Health.Sections;
using AgentMonitor.Metrics;
using AgentMonitor.Projection;

namespace AgentMonitor.Http.Realtime;

/// <summary>How everything stands, one at a time for each window and zone: many pages that ask at once are given the same.</summary>
internal sealed class RealtimeAnswers(IServiceProvider services, LastGood kept, IFeedProgress progress, TimeProvider clock)
{
    private readonly SharedAnswers<RealtimeDto> _shared = new();

    public Task<RealtimeDto> GetAsync(SectionedWindow asked, CancellationToken cancellationToken) =>
        _shared.GetAsync(asked.Question, () => ReadAsync(asked), cancellationToken);

    private async Task<RealtimeDto> ReadAsync(SectionedWindow asked)
    {
        var (asOf, lag) = (progress.AsOf, progress.Lag);
        var sections = new SectionSet(kept, "realtime?" + asked.Key, CancellationToken.None);
        var now = await RealtimeReading.ReadAsync(services, asked, sections);
        return RealtimeDto.From(now, asked, clock.GetUtcNow(), SectionedMetaDto.From(asOf, lag, sections));
    }
}
