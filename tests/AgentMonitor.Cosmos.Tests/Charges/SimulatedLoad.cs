using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Tests.Charges;

/// <summary>What comes in, and over how many seconds it is gathered into one page.</summary>
public sealed record LoadShape(int PerSecond, int Gathered, int Agents, int Users);

/// <summary>What one execution costs, by container and operation.</summary>
/// <param name="IfAllIndexed">What would come on top if every property were indexed, as it is by default.</param>
public sealed record CostSheet(IReadOnlyDictionary<string, (double Calls, double Units)> Parts, double IfAllIndexed)
{
    public double Units => Parts.Values.Sum(part => part.Units);

    public double UnitsOf(string container) =>
        Parts.Where(part => part.Key.StartsWith(container + " ", StringComparison.Ordinal)).Sum(part => part.Value.Units);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (kind, (calls, units)) in Parts.OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{kind,-28} {calls,8:0.000} calls {units,8:0.00} RU");
        }

        return text.AppendLine(CultureInfo.InvariantCulture, $"an execution: {Units:0.00} RU; with everything indexed {Units + IfAllIndexed:0.00}").ToString();
    }
}

/// <summary>
/// Executions that are posted once, at a steady rate, through the adapter, the SDK and the projector, on the double
/// with its documented charges. Users are spread evenly, each uses three agents and is in one session; features,
/// languages and regions are named; one in twenty fails. What is measured comes after every user was seen, since a
/// document that is new costs half of one that is replaced.
/// </summary>
internal sealed class SimulatedLoad : IAsyncDisposable
{
    private readonly GatewayDouble _gateway = new() { Ranges = 1 };
    private readonly ManualClock _clock = new(Some.Noon);
    private readonly Random _random = new(1);
    private readonly LoadShape _shape;
    private OpenedCosmos _store = null!;
    private Projector _projector = null!;
    private FeedIterator _feed = null!;

    private SimulatedLoad(LoadShape shape) => _shape = shape;

    public static async Task<CostSheet> MeasureAsync(LoadShape shape)
    {
        await using var load = new SimulatedLoad(shape);
        await load.OpenAsync();
        await load.PageAsync([.. Enumerable.Range(0, shape.Users)]);
        await load.PageAsync(load.Batch());
        var before = load.Charges();
        // Who was seen is written once a minute.
        var pages = 60 / shape.Gathered;
        for (var page = 0; page < pages; page++)
        {
            await load.PageAsync(load.Batch());
        }

        return load.Sheet(before, pages * shape.PerSecond * shape.Gathered);
    }

    public async ValueTask DisposeAsync()
    {
        _feed.Dispose();
        await _store.DisposeAsync();
        _gateway.Dispose();
    }

    private async Task OpenAsync()
    {
        _store = await OpenedCosmos.OpenAsync(_gateway, new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString }, _clock);
        _projector = new Projector(_store.Rollups, new NoLiveUpdates());
        _feed = _store.Container("executions").GetChangeFeedStreamIterator(
            ChangeFeedStartFrom.Beginning(), ChangeFeedMode.LatestVersion, new() { PageSizeHint = 1000 });
    }

    private List<int> Batch() => [.. Enumerable.Range(0, _shape.PerSecond * _shape.Gathered).Select(_ => _random.Next(_shape.Users))];

    private async Task PageAsync(List<int> users)
    {
        _clock.Advance(TimeSpan.FromSeconds(_shape.Gathered));
        await _store.Log.AppendAsync(users.ConvertAll(Execution), CancellationToken.None);
        await _projector.ProjectAsync(await NextAsync(), CancellationToken.None);
    }

    private async Task<FeedPage> NextAsync()
    {
        var items = new List<FeedItem>();
        while (await _store.Store.Executions.ReadFeedAsync(_feed, CancellationToken.None) is { } page)
        {
            using var document = JsonDocument.Parse(page);
            items.AddRange(new CosmosFeedReader().Read(document.RootElement.GetProperty("Documents").EnumerateArray()).Items);
        }

        return new FeedPage(items, [], null);
    }

    private Execution Execution(int user)
    {
        var at = _clock.GetUtcNow().AddMilliseconds(-_random.Next(_shape.Gathered * 1000));
        return Some.Execution(
            $"01-{_random.NextInt64():x16}",
            agent: $"agent{(user + _random.Next(3)) % _shape.Agents}",
            status: _random.Next(20) == 0 ? ExecutionStatus.Failure : ExecutionStatus.Success,
            endedAt: at,
            durationMs: 200 + _random.Next(4000),
            user: $"user{user}",
            session: $"session{user}",
            model: $"model{_random.Next(3)}",
            error: "rate limit") with
        {
            ReceivedAt = at,
            Feature = $"feature{user % 5}",
            Language = $"l{user % 4}",
            Region = $"region{user % 3}",
        };
    }

    private Dictionary<string, (long Count, double Units)> Charges() =>
        _store.Store.Charges.All.ToDictionary(sum => $"{sum.Container} {sum.Operation}", sum => (sum.Count, sum.RequestUnits));

    private CostSheet Sheet(Dictionary<string, (long Count, double Units)> before, double executions)
    {
        var parts = Charges().ToDictionary(
            kind => kind.Key,
            kind => ((kind.Value.Count - before.GetValueOrDefault(kind.Key).Count) / executions,
                (kind.Value.Units - before.GetValueOrDefault(kind.Key).Units) / executions));
        return new CostSheet(parts, parts.Sum(part => part.Value.Item1 * UnindexedTerms(part.Key)));
    }

    // By the documented 0.2 a term, twice where a document is replaced.
    private double UnindexedTerms(string kind)
    {
        var (container, operation) = (kind.Split(' ')[0], kind.Split(' ')[1]);
        var times = operation switch { "create" => 1, "replace" or "upsert" or "patch" => 2, _ => 0 };
        var items = _gateway.Container(container).Items;
        return times == 0 || items.Count == 0 ? 0 : 0.2 * times * items.Average(item => Leaves(item.Body) - Indexed(container));
    }

    private static int Indexed(string container) => container switch { "views" => 2, "rollups" => 1, _ => 0 };

    private static int Leaves(JsonNode? node) => node switch
    {
        JsonObject map => map.Sum(property => Leaves(property.Value)),
        JsonArray list => list.Sum(Leaves),
        null => 0,
        _ => 1,
    };
}
