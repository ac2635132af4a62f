using AgentMonitor.Health.Sections;
using AgentMonitor.Http.Realtime;
using AgentMonitor.Metrics;

namespace AgentMonitor.Http.Dashboard;

/// <summary>Dashboards, one at a time for each window and zone: many pages that ask at once are given the same.</summary>
internal sealed class DashboardAnswers(IServiceProvider services, LastGood kept)
{
    private readonly SharedAnswers<DashboardDto> _shared = new();

    public Task<DashboardDto> GetAsync(SectionedWindow asked, CancellationToken cancellationToken) =>
        _shared.GetAsync(asked.Question, () => ReadAsync(asked), cancellationToken);

    private Task<DashboardDto> ReadAsync(SectionedWindow asked) => DashboardReading.ReadAsync(
        services, asked, new SectionSet(kept, "dashboard?" + asked.Key, CancellationToken.None), CancellationToken.None);
}
