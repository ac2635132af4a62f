using System.Globalization;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using BenchmarkDotNet.Attributes;

namespace AgentMonitor.Benchmarks;

/// <summary>
/// Folding pages into the open buckets, and encoding what changed; saving it costs nothing here. Figures are for one
/// page: what a small one costs is what every page costs.
/// </summary>
[MemoryDiagnoser]
public class ProjectionBenchmarks
{
    private const int Before = 200_000;

    private readonly SampleExecutions _sample = new();

    private Projector _projector = new(new EncodingStore(), new NoLiveUpdates());

    private FeedPage _page = new([], [], null);

    private long _lsn;

    [Params(100, 1_000, 8_000)]
    public int Executions { get; set; }

    [GlobalSetup]
    public async Task ProjectWhatCameBefore()
    {
        _projector = new Projector(new EncodingStore(), new NoLiveUpdates());
        for (var done = 0; done < Before; done += 10_000)
        {
            _page = NextPage(10_000);
            await ProjectPage();
        }
    }

    [IterationSetup]
    public void MakePage() => _page = NextPage(Executions);

    [Benchmark]
    public Task ProjectPage() => _projector.ProjectAsync(_page, CancellationToken.None).AsTask();

    private FeedPage NextPage(int count) =>
        new(_sample.Next(count).ConvertAll(execution => new FeedItem(0, ++_lsn, execution)), [], null);

    private sealed class EncodingStore : IRollupStore
    {
        private readonly Dictionary<(RollupKey Key, int Slice), byte[]> _stored = [];

        private long _version;

        public ValueTask<IReadOnlyList<RollupDocument>> ReadAsync(
            IReadOnlyCollection<RollupKey> keys, CancellationToken cancellationToken) =>
            new(keys.SelectMany(Slices).ToList());

        public ValueTask<IReadOnlyList<RollupDocument>> ReadRangeAsync(
            RollupScope scope, Grain grain, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<IReadOnlyList<RollupDocument>> ReadAllAsync(
            DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<IReadOnlyCollection<RollupKey>> SaveAsync(PageWrite page, CancellationToken cancellationToken)
        {
            var etag = (++_version).ToString(CultureInfo.InvariantCulture);
            foreach (var document in page.Documents)
            {
                _stored[(document.Key, document.Slice)] = document.Encode().ToArray();
                document.StoredAs(etag);
            }

            return new([]);
        }

        private IEnumerable<RollupDocument> Slices(RollupKey key)
        {
            for (var slice = 0; _stored.TryGetValue((key, slice), out var body); slice++)
            {
                yield return RollupDocument.Decode(key, slice, body);
            }
        }
    }
}
