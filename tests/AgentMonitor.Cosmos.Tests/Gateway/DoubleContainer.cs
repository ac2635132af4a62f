using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace AgentMonitor.Cosmos.Tests.Gateway;

/// <summary>One container: its items, its ranges, and the rules of each verb. The gateway holds its lock meanwhile.</summary>
public sealed class DoubleContainer
{
    public const int Hashes = 64;

    private readonly Dictionary<(string PartitionKey, string Id), DoubleItem> _items = [];
    private readonly TimeProvider _clock;
    private readonly int _feedPage;
    private readonly string _partitionKeyPath;
    private readonly string[] _indexed;
    private readonly string _rid;
    private List<DoubleRange> _ranges = [];
    private long _version;
    private int _nextRange;

    public DoubleContainer(string name, string rid, JsonObject properties, int ranges, int feedPage, TimeProvider clock)
    {
        Name = name;
        _rid = rid;
        _clock = clock;
        _feedPage = feedPage;
        _partitionKeyPath = properties["partitionKey"]!["paths"]![0]!.GetValue<string>().TrimStart('/');
        _indexed = [.. (properties["indexingPolicy"]?["includedPaths"] as JsonArray ?? [])
            .Select(path => path!["path"]!.GetValue<string>()[1..].TrimEnd('?').TrimEnd('/'))];
        var metadata = (JsonObject)properties.DeepClone();
        metadata["_rid"] = rid;
        metadata["_self"] = $"dbs/{DoubleMetadata.DatabaseRid}/colls/{rid}/";
        metadata["_etag"] = "\"1\"";
        metadata["_ts"] = 1;
        Metadata = metadata.ToJsonString();
        for (var i = 0; i < ranges; i++)
        {
            _ranges.Add(new DoubleRange(_nextRange++, Hashes * i / ranges, Hashes * (i + 1) / ranges, []));
        }
    }

    public string Name { get; }

    public string Metadata { get; }

    public IReadOnlyCollection<DoubleItem> Items => _items.Values;

    public IReadOnlyList<DoubleRange> Ranges => _ranges;

    /// <summary>Both halves go on from the number that the whole had come to.</summary>
    public void Split(int id)
    {
        var range = _ranges.Single(candidate => candidate.Id == id);
        var middle = (range.Low + range.High) / 2;
        _ranges = [.. _ranges.Where(candidate => candidate.Id != id),
            new DoubleRange(_nextRange++, range.Low, middle, [.. range.Parents, id]) { Lsn = range.Lsn },
            new DoubleRange(_nextRange++, middle, range.High, [.. range.Parents, id]) { Lsn = range.Lsn }];
    }

    public DoubleAnswer PartitionKeyRanges(DoubleCall call)
    {
        var etag = $"\"{_nextRange}\"";
        if (call.Header("If-None-Match") == etag)
        {
            return new(HttpStatusCode.NotModified) { ETag = etag };
        }

        var ranges = _ranges.Select(range =>
            $$"""{"_rid":"{{_rid}}","id":"{{range.Id}}","_etag":"\"0\"","minInclusive":"{{range.Min}}","maxExclusive":"{{range.Max}}","ridPrefix":{{range.Id}},"_self":"self","throughputFraction":1,"status":"online","parents":[{{string.Join(',', range.Parents.Select(parent => $"\"{parent}\""))}}],"_ts":1,"_lsn":1}""");
        return new(HttpStatusCode.OK)
        {
            ETag = etag,
            Count = _ranges.Count,
            Body = $$"""{"_rid":"{{_rid}}","PartitionKeyRanges":[{{string.Join(',', ranges)}}],"_count":{{_ranges.Count}}}""",
        };
    }

    public DoubleAnswer Handle(DoubleCall call, string[] rest)
    {
        if (call.IsQueryPlan)
        {
            return new(HttpStatusCode.OK) { Body = DoubleMetadata.QueryPlan() };
        }

        if (call.RangeId is { } id && !_ranges.Exists(range => range.Id.ToString(CultureInfo.InvariantCulture) == id))
        {
            return DoubleAnswer.Gone;
        }

        return (call.Method, rest) switch
        {
            _ when call.IsBatch => DoubleAnswer.Refuse("batches"),
            ("POST", []) when call.IsQuery => Query(call),
            ("GET", []) when call.IsChangeFeed => DoubleFeed.Read(call, Among(call), _ranges, _feedPage),
            ("POST", []) => Write(call, (JsonObject)call.Json, call.IsUpsert ? Rule.Upsert : Rule.Create),
            ("GET", [var item]) => Find(call, item) is { } found ? Read(found) : Refused(DoubleAnswer.NotFound, call),
            ("PUT", [_]) => Write(call, (JsonObject)call.Json, Rule.Replace),
            ("PATCH", [var item]) => Patch(call, item),
            ("DELETE", [var item]) => Delete(call, item),
            _ => DoubleAnswer.Refuse($"{call.Method} of items"),
        };
    }

    private DoubleAnswer Query(DoubleCall call)
    {
        var text = call.Json["query"]!.GetValue<string>();
        var parameters = (call.Json["parameters"] as JsonArray ?? [])
            .ToDictionary(parameter => parameter!["name"]!.GetValue<string>(), parameter => parameter!["value"]);
        if (DoubleQueries.Run(text, parameters, Among(call)) is not { } found)
        {
            return DoubleAnswer.Refuse($"the query {text}");
        }

        return new(HttpStatusCode.OK)
        {
            Charge = DoubleCharges.Query(found.Loaded),
            Count = found.Answers.Count,
            Body = $$"""{"_rid":"{{_rid}}","Documents":[{{string.Join(',', found.Answers)}}],"_count":{{found.Answers.Count}}}""",
        };
    }

    private DoubleAnswer Write(DoubleCall call, JsonObject body, Rule rule, double? charge = null)
    {
        var (id, key) = (body["id"]!.GetValue<string>(), DoubleCall.Canonical(body[_partitionKeyPath]));
        if (key != call.PartitionKey)
        {
            return new(HttpStatusCode.BadRequest) { Body = """{"code":"BadRequest","message":"PartitionKey does not match."}""" };
        }

        if (id.Length > 1023 || id.AsSpan().IndexOfAny("/\\?#") >= 0 || key.Length > 2048 || body.ToJsonString().Length > 2 * 1024 * 1024)
        {
            return new((HttpStatusCode)413) { Body = """{"code":"RequestEntityTooLarge","message":"Too large, or no id."}""" };
        }

        var stands = _items.GetValueOrDefault((key, id));
        if (stands is not null && rule == Rule.Create)
        {
            return Refused(DoubleAnswer.Conflict, call);
        }

        if (stands is null && rule == Rule.Replace)
        {
            return Refused(DoubleAnswer.NotFound, call);
        }

        return stands is not null && call.Header("If-Match") is { } wanted && wanted != stands.ETag
            ? Refused(DoubleAnswer.Moved, call)
            : Store(call, body, id, key, stands is not null, charge);
    }

    private DoubleAnswer Store(DoubleCall call, JsonObject body, string id, string key, bool isReplace, double? charge)
    {
        foreach (var system in (string[])["_rid", "_self", "_etag", "_ts", "_lsn"])
        {
            body.Remove(system);
        }

        var range = RangeOf(key);
        var item = new DoubleItem(id, key, HashOf(key), body, $"\"{++_version:x8}\"", ++range.Lsn, _clock.GetUtcNow().ToUnixTimeSeconds());
        _items[(key, id)] = item;
        var terms = _indexed.Count(body.ContainsKey);
        return new(isReplace ? HttpStatusCode.OK : HttpStatusCode.Created)
        {
            Body = call.WantsNoContent ? null : item.Stored,
            ETag = item.ETag,
            Lsn = item.Lsn,
            ItemLsn = item.Lsn,
            Range = range.Id,
            Charge = charge ?? (isReplace ? DoubleCharges.Replace(item.Bytes, terms) : DoubleCharges.Create(item.Bytes, terms)),
        };
    }

    private DoubleAnswer Patch(DoubleCall call, string id)
    {
        if (Find(call, id) is not { } stands)
        {
            return Refused(DoubleAnswer.NotFound, call);
        }

        if (call.Json["condition"]?.GetValue<string>() is { } condition
            && !(condition == CosmosQueries.StillRunning && stands.Body["status"]?.GetValue<string>() == "running"))
        {
            return condition == CosmosQueries.StillRunning ? Refused(DoubleAnswer.Moved, call) : DoubleAnswer.Refuse("the predicate " + condition);
        }

        var body = (JsonObject)stands.Body.DeepClone();
        foreach (var operation in (JsonArray)call.Json["operations"]!)
        {
            var name = operation!["path"]!.GetValue<string>()[1..];
            switch (operation["op"]!.GetValue<string>())
            {
                case "set":
                    body[name] = operation["value"]?.DeepClone();
                    break;
                case "remove" when body.ContainsKey(name):
                    body.Remove(name);
                    break;
                default:
                    return new(HttpStatusCode.BadRequest);
            }
        }

        return Write(call, body, Rule.Replace, DoubleCharges.Patch);
    }

    private DoubleAnswer Delete(DoubleCall call, string id)
    {
        if (Find(call, id) is not { } stands)
        {
            return Refused(DoubleAnswer.NotFound, call);
        }

        if (call.Header("If-Match") is { } wanted && wanted != stands.ETag)
        {
            return Refused(DoubleAnswer.Moved, call);
        }

        _items.Remove((stands.PartitionKey, id));
        var range = RangeOf(stands.PartitionKey);
        return new(HttpStatusCode.NoContent) { Lsn = ++range.Lsn, Range = range.Id, Charge = DoubleCharges.Create(stands.Bytes, _indexed.Count(stands.Body.ContainsKey)) };
    }

    private DoubleAnswer Read(DoubleItem item) => new(HttpStatusCode.OK)
    {
        Body = item.Stored,
        ETag = item.ETag,
        ItemLsn = item.Lsn,
        Lsn = RangeOf(item.PartitionKey).Lsn,
        Range = RangeOf(item.PartitionKey).Id,
        Charge = DoubleCharges.Read(item.Bytes),
    };

    private DoubleAnswer Refused(DoubleAnswer answer, DoubleCall call) => call.PartitionKey is { } key
        ? answer with { Lsn = RangeOf(key).Lsn, Range = RangeOf(key).Id, Charge = DoubleCharges.Refusal }
        : answer;

    private DoubleItem? Find(DoubleCall call, string id) =>
        call.PartitionKey is { } key ? _items.GetValueOrDefault((key, id)) : null;

    // What a request is about: one partition key, one range, or all; and of a range that was split, the half.
    private IEnumerable<DoubleItem> Among(DoubleCall call)
    {
        if (call.PartitionKey is { } key)
        {
            return _items.Values.Where(item => item.PartitionKey == key);
        }

        var range = call.RangeId is { } id ? _ranges.Single(found => found.Id.ToString(CultureInfo.InvariantCulture) == id) : null;
        var (low, high) = (call.Header("x-ms-start-epk"), call.Header("x-ms-end-epk"));
        return _items.Values.Where(item =>
            (range is null || (item.Hash >= range.Low && item.Hash < range.High))
            && (low is null || string.CompareOrdinal($"{item.Hash:X2}", low) >= 0)
            && (high is null || string.CompareOrdinal($"{item.Hash:X2}", high) < 0));
    }

    private DoubleRange RangeOf(string key) => _ranges.Single(range => HashOf(key) >= range.Low && HashOf(key) < range.High);

    private static int HashOf(string key)
    {
        var hash = 17u;
        foreach (var sign in key)
        {
            hash = (hash * 31) + sign;
        }

        return (int)((hash ^ (hash >> 16)) % Hashes);
    }

    private enum Rule
    {
        Create,
        Upsert,
        Replace,
    }
}
