using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Live;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Views;

/// <summary>
/// One document that is there while somebody may watch: each who joins writes it anew, and it expires by itself once
/// the last connection has had its hour. All instances see it; each looks again after a moment only.
/// </summary>
internal sealed class CosmosLiveAudience(MeasuredContainer views, TimeProvider clock) : ILiveAudience
{
    // A connection lasts an hour at most; the rest is for a browser that takes its time.
    private static readonly TimeSpan Watching = TimeSpan.FromMinutes(65);

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private const string List = "audience";

    private const string Id = "live";

    private volatile Look? _last;

    public async ValueTask JoinAsync(CancellationToken cancellationToken)
    {
        var item = new AudienceItem { Id = Id, List = List, TimeToLive = (int)Watching.TotalSeconds };
        await views.UpsertAsync(List, item, CosmosJson.Default.AudienceItem, cancellationToken).ConfigureAwait(false);
        _last = null;
    }

    public async ValueTask<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        if (_last is { } last && clock.GetElapsedTime(last.At) < Fresh)
        {
            return last.Found;
        }

        var at = clock.GetTimestamp();
        var read = await views.ReadAsync(new PartitionKey(List), Id, CosmosJson.Default.AudienceItem, cancellationToken).ConfigureAwait(false);
        _last = new Look(at, read.Item is not null);
        return read.Item is not null;
    }

    private sealed record Look(long At, bool Found);
}
