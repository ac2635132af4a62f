using AgentMonitor.Health.Sections;
using AgentMonitor.Http.Admin;

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
    /// <param name="asOf">How far the feed was when the sections were asked for: they hold that at least.</param>
    internal static SectionedMetaDto From(DateTimeOffset asOf, TimeSpan lag, SectionSet sections)
    {
        var isLate = sections.State == SectionState.Live && lag >= MetaDto.LateFrom;
        return new SectionedMetaDto(
            asOf, (long)lag.TotalMilliseconds, isLate ? SectionState.Stale : sections.State, sections.States, sections.StaleSince);
    }
}
