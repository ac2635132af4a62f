using System.Globalization;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Views;

/// <summary>
/// How far the feed is projected, shard by shard. Each instance keeps one document of its own, so that nobody contends
/// for it; what all of them say together is the answer, since a page is projected whole and in order of its shards. It
/// outlives every execution that it may be asked about, also of a shard in which nothing has arrived for months; so an
/// instance takes over what those have said that write no more, and theirs go.
/// </summary>
internal sealed class CosmosProgress(
    MeasuredContainer views, FeedLag lag, CosmosOptions options, Func<string> generation, RetentionAges ages, TimeProvider clock)
    : IProjectedPosition, IFeedProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // An instance that died keeps its leases for a minute, and a new one takes its time to come up.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Beyond the last execution that was counted: expiry is not to the minute, and an erasure may wait.
    private static readonly TimeSpan Margin = TimeSpan.FromDays(30);

    private static readonly TimeSpan SilentFor = TimeSpan.FromHours(1);

    private readonly string _instance = Guid.NewGuid().ToString("N");

    private readonly Lock _gate = new();

    private readonly FeedMark _mine = new();

    private bool _tookOver;

    private DateTimeOffset _asOf = DateTimeOffset.MinValue;

    /// <summary>Nothing is known without reading; a recount finds the end of each shard as it reads.</summary>
    public FeedMark End => new();

    public DateTimeOffset AsOf => lag.CaughtUpAt is { } caughtUp && caughtUp > Newest ? caughtUp : Newest;

    public TimeSpan Lag => clock.GetUtcNow() - AsOf is { Ticks: > 0 } behind && AsOf > DateTimeOffset.MinValue ? behind : TimeSpan.Zero;

    private DateTimeOffset Newest
    {
        get
        {
            lock (_gate)
            {
                return _asOf;
            }
        }
    }

    /// <summary>Notes a page whose every write is done.</summary>
    public async Task MoveAsync(PageWrite page, CancellationToken cancellationToken)
    {
        if (page.Items.Count + page.DeadLetters.Count == 0)
        {
            return;
        }

        List<ProgressItem> others = _tookOver ? [] : await AllAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(page, others, cancellationToken).ConfigureAwait(false);
        var before = (clock.GetUtcNow() - SilentFor).ToUnixTimeSeconds();
        foreach (var silent in others.Where(other => other.Id != _instance && other.WrittenAt < before))
        {
            // Unless it has written meanwhile.
            await views.DeleteAsync(silent.List, silent.Id, silent.ETag!, cancellationToken).ConfigureAwait(false);
        }

        _tookOver = true;
    }

    private async Task WriteAsync(PageWrite page, List<ProgressItem> others, CancellationToken cancellationToken)
    {
        ProgressItem item;
        lock (_gate)
        {
            Raise(page);
            others.ForEach(other => Raise(_mine, other));
            var shards = _mine.Shards.ToDictionary(shard => shard.Key.ToString(CultureInfo.InvariantCulture), shard => shard.Value);
            item = new ProgressItem
            {
                Id = _instance,
                List = ListName.Progress(generation()),
                Shards = shards,
                AsOf = _asOf,
                TimeToLive = (int)Math.Min(int.MaxValue, (ages.Raw + Margin).TotalSeconds),
            };
        }

        await views.UpsertAsync(item.List, item, CosmosJson.Default.ProgressItem, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask WaitUntilProjectedAsync(FeedMark mark, CancellationToken cancellationToken)
    {
        var (last, movedAt) = (new FeedMark(), clock.GetTimestamp());
        while (await ReadAsync(cancellationToken).ConfigureAwait(false) is var now && !now.Covers(mark))
        {
            if (!last.Covers(now))
            {
                (last, movedAt) = (now, clock.GetTimestamp());
            }
            else if (clock.GetElapsedTime(movedAt) > Patience)
            {
                throw Standstill.Of("No instance has projected anything for two minutes.");
            }

            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask<bool> IsProjectedAsync(LoggedExecution execution, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken).ConfigureAwait(false))
        .Covers(ShardHash.Of(execution.Execution.Id, options.Shards), execution.Sequence);

    public ValueTask<long> CountPendingAsync(CancellationToken cancellationToken) => lag.EstimateAsync(cancellationToken);

    public ValueTask<bool> IsCaughtUpAsync(CancellationToken cancellationToken) => lag.IsNothingPendingAsync(cancellationToken);

    /// <summary>What all instances have projected.</summary>
    public async Task<FeedMark> ReadAsync(CancellationToken cancellationToken)
    {
        var said = await AllAsync(cancellationToken).ConfigureAwait(false);
        var mark = new FeedMark();
        said.ForEach(item => Raise(mark, item));

        lock (_gate)
        {
            _asOf = said.Select(item => item.AsOf).Append(_asOf).Max();
        }

        return mark;
    }

    private Task<List<ProgressItem>> AllAsync(CancellationToken cancellationToken) => views.QueryAsync(
        new QueryDefinition(CosmosQueries.Whole), ListName.Progress(generation()), CosmosJson.Default.IReadOnlyListProgressItem, cancellationToken);

    private static void Raise(FeedMark mark, ProgressItem said)
    {
        foreach (var (shard, lsn) in said.Shards)
        {
            mark.Raise(int.Parse(shard, CultureInfo.InvariantCulture), lsn);
        }
    }

    private void Raise(PageWrite page)
    {
        foreach (var item in page.Items)
        {
            _mine.Raise(item.Shard, item.Lsn);
            _asOf = item.Execution.ReceivedAt > _asOf ? item.Execution.ReceivedAt : _asOf;
        }

        foreach (var letter in page.DeadLetters)
        {
            _mine.Raise(letter.Shard, letter.Lsn);
        }
    }
}
