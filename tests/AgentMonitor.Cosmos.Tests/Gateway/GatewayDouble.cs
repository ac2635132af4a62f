using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace AgentMonitor.Cosmos.Tests.Gateway;

/// <summary>
/// The service's HTTP interface as the SDK in gateway mode speaks to it, in memory. It models: metadata of account,
/// database and containers; physical partitions and their splits (410/1002); create, read, replace, upsert, delete and
/// patch of items with ETags, predicates and 404/409/412; the adapter's own queries; the change feed of latest
/// versions with <c>_lsn</c>, start times, continuation and 304; charges by the documented figures; faults before and
/// after a request was applied. It does not model: consistency levels (everything is strong), several regions,
/// throughput (429 only when told), expiry, indexes (they only count in the charge), batches, stored procedures, the
/// full-fidelity feed, and any query but those. What it does not model it refuses with 501 and a sentence.
/// </summary>
public sealed class GatewayDouble : HttpMessageHandler
{
    /// <summary>The SDK wants a key and the double looks at none.</summary>
    public static string ConnectionString { get; } =
        "AccountEndpoint=https://double.test:443/;AccountKey=" + Convert.ToBase64String("no key is looked at"u8);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DoubleContainer> _byRid = [];
    private readonly Dictionary<string, string> _databases = [];
    private readonly List<string> _refused = [];

    /// <summary>How many physical partitions a new container has.</summary>
    public int Ranges { get; init; } = 2;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How many documents a page of the change feed has at most, whatever is asked for.</summary>
    public int FeedPage { get; init; } = 100;

    /// <summary>Asked for every request; what it answers goes wrong.</summary>
    public Func<DoubleCall, DoubleFault?> Fault { get; set; } = _ => null;

    /// <summary>Told how many items each query has loaded.</summary>
    public Action<int> QueryRan { get; set; } = _ => { };

    /// <summary>What it was asked and does not know; a sound test leaves this empty.</summary>
    public IReadOnlyList<string> Refused
    {
        get
        {
            lock (_gate)
            {
                return [.. _refused];
            }
        }
    }

    public DoubleContainer Container(string name)
    {
        lock (_gate)
        {
            return _byRid.Values.Single(container => container.Name == name);
        }
    }

    public void Split(string container, int range)
    {
        lock (_gate)
        {
            _byRid.Values.Single(found => found.Name == container).Split(range);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri?.AbsolutePath == "/metadata/instance")
        {
            // The SDK asks the machine whether it is one of Azure's, through the same handler.
            return new HttpResponseMessage(System.Net.HttpStatusCode.NotFound);
        }

        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var call = new DoubleCall(request, body);
        var fault = Fault(call);
        if (fault is { Status: { } status })
        {
            return Answer(call, new DoubleAnswer(status) { SubStatus = fault.SubStatus, Charge = 0 });
        }

        DoubleAnswer answer;
        lock (_gate)
        {
            answer = Route(call);
            if (call.IsQuery && answer.Count is { } loaded)
            {
                QueryRan(loaded);
            }

            if (answer.Status == HttpStatusCode.NotImplemented)
            {
                _refused.Add($"{call.Method} {call.Path}: {answer.Body}");
            }
        }

        return fault is { IsLost: true } ? throw new HttpRequestException("The answer was lost.") : Answer(call, answer);
    }

    private DoubleAnswer Route(DoubleCall call) => call.Segments switch
    {
        [] => new(HttpStatusCode.OK) { Body = DoubleMetadata.Account() },
        ["dbs"] when call.Method == "POST" => CreateDatabase(call),
        ["dbs", var database] => _databases.TryGetValue(database, out var rid)
            ? new(HttpStatusCode.OK) { Body = DoubleMetadata.Database(database, rid) }
            : DoubleAnswer.NotFound,
        ["dbs", var database, "colls"] when call.Method == "POST" => CreateContainer(database, call),
        ["dbs", _, "colls", var container] => Find(container) is { } found ? new(HttpStatusCode.OK) { Body = found.Metadata } : DoubleAnswer.NotFound,
        ["dbs", _, "colls", var container, "pkranges"] => Find(container)?.PartitionKeyRanges(call) ?? DoubleAnswer.NotFound,
        ["dbs", _, "colls", var container, "docs", .. var rest] => Find(container)?.Handle(call, rest) ?? DoubleAnswer.NotFound,
        _ => DoubleAnswer.Refuse("no such resource is modelled"),
    };

    private DoubleAnswer CreateDatabase(DoubleCall call)
    {
        var name = call.Json["id"]!.GetValue<string>();
        return _databases.TryAdd(name, DoubleMetadata.DatabaseRid)
            ? new(HttpStatusCode.Created) { Body = DoubleMetadata.Database(name, _databases[name]) }
            : DoubleAnswer.Conflict;
    }

    private DoubleAnswer CreateContainer(string database, DoubleCall call)
    {
        var name = call.Json["id"]!.GetValue<string>();
        if (Find(name) is not null)
        {
            return DoubleAnswer.Conflict;
        }

        // Four bytes of the database and four of the container, marked as one, as the SDK takes a resource id apart.
        var rid = Convert.ToBase64String([7, 0, 0, 0, 0x80, 0, 0, (byte)(_byRid.Count + 1)]).Replace('/', '-');
        var container = new DoubleContainer(name, rid, (JsonObject)call.Json, name == "leases" ? 1 : Ranges, FeedPage, Clock);
        _byRid.Add(rid, container);
        return new(HttpStatusCode.Created) { Body = container.Metadata };
    }

    private DoubleContainer? Find(string nameOrRid) =>
        _byRid.TryGetValue(nameOrRid, out var found) ? found : _byRid.Values.FirstOrDefault(container => container.Name == nameOrRid);

    private HttpResponseMessage Answer(DoubleCall call, DoubleAnswer answer)
    {
        var response = new HttpResponseMessage(answer.Status)
        {
            RequestMessage = call.Request,
            Content = new StringContent(answer.Body ?? "", Encoding.UTF8, "application/json"),
        };
        response.Headers.Date = Clock.GetUtcNow();
        Add(response, "x-ms-request-charge", answer.Charge.ToString("0.00", CultureInfo.InvariantCulture));
        Add(response, "x-ms-activity-id", Guid.NewGuid().ToString());
        Add(response, "x-ms-session-token", $"{answer.Range}:-1#{answer.Lsn}");
        Add(response, "lsn", answer.Lsn.ToString(CultureInfo.InvariantCulture));
        Add(response, "x-ms-item-lsn", answer.ItemLsn?.ToString(CultureInfo.InvariantCulture));
        Add(response, "etag", answer.ETag);
        Add(response, "x-ms-continuation", answer.Continuation);
        Add(response, "x-ms-item-count", answer.Count?.ToString(CultureInfo.InvariantCulture));
        Add(response, "x-ms-substatus", answer.SubStatus?.ToString(CultureInfo.InvariantCulture));
        Add(response, "x-ms-retry-after-ms", (int)answer.Status is 429 or 449 ? "1" : null);
        return response;
    }

    private static void Add(HttpResponseMessage response, string header, string? value)
    {
        if (value is not null)
        {
            response.Headers.TryAddWithoutValidation(header, value);
        }
    }
}

/// <summary>Goes wrong: with a status before anything was done, or, lost, after it was.</summary>
public sealed record DoubleFault(HttpStatusCode? Status, int? SubStatus = null, bool IsLost = false)
{
    public static DoubleFault Lost { get; } = new(null, IsLost: true);

    public static DoubleFault Of(int status, int? subStatus = null) => new((HttpStatusCode)status, subStatus);
}
