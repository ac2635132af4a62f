using AgentMonitor.Health.Sections;
using AgentMonitor.Http.Admin;
using AgentMonitor.Projection;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Realtime;

/// <summary>How fresh an answer of many sections is, as a whole and each by itself.</summary>
/// <param name="SectionsAsOf">Of what time those are that are stale.</param>
public sealed record SectionedMetaDto(
    DateTimeOffset AsOf,
    long LagMs,
    SectionState DataState,
    IReadOnlyDictionary<string, SectionState> Sections,
    IReadOnlyDictionary<string, DateTimeOffset> SectionsAsOf)
{
    internal static SectionedMetaDto From(IServiceProvider services, SectionSet sections)
    {
        var progress = services.GetRequiredService<IFeedProgress>();
        var (asOf, lag) = (progress.AsOf, progress.Lag);
        var isLate = sections.State == SectionState.Live && lag >= MetaDto.LateFrom;
        return new SectionedMetaDto(
            asOf, (long)lag.TotalMilliseconds, isLate ? SectionState.Stale : sections.State, sections.States, sections.StaleSince);
    }
}
