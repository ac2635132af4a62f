using AgentMonitor.Metrics.Users;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.TestKit;

/// <summary>Looks at every document of the day, each time anew.</summary>
public sealed class UncachedUserDays(IRollupStore rollups) : IUserDays
{
    public async ValueTask<IReadOnlyDictionary<string, UserFigures>> ReadAsync(UserDaySpan span, CancellationToken cancellationToken)
    {
        var documents = await rollups.ReadAllAsync(span.Day, span.Day.AddTicks(1), cancellationToken);
        return UserFigures.Of(documents.Where(document => document.Key.Bucket.Grain == Grain.Day), span);
    }
}
