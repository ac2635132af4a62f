using System.Text.Json.Nodes;

namespace AgentMonitor.Cosmos.Tests.Gateway;

/// <summary>What a query loads and what it answers.</summary>
internal sealed record DoubleResult(IReadOnlyList<DoubleItem> Loaded, IReadOnlyList<string> Answers);

/// <summary>The adapter's queries, each written out a second time in another language; any other text is refused.</summary>
internal static class DoubleQueries
{
    public static DoubleResult? Run(string text, Dictionary<string, JsonNode?> parameters, IEnumerable<DoubleItem> among)
    {
        long GivenNumber(string name) => parameters[name]!.GetValue<long>();
        string Given(string name) => parameters[name]!.GetValue<string>();
        return text switch
        {
            CosmosQueries.RollupRange => Whole(among.Where(item => Number(item, "start") is { } start && start >= GivenNumber("@from") && start < GivenNumber("@to"))),
            CosmosQueries.UserDay => Whole(among.Where(item =>
                Number(item, "start") == GivenNumber("@start") && Text(item, "scope")!.StartsWith("user:", StringComparison.Ordinal))),
            CosmosQueries.Listed => Newest(Before(among, "order", Given("@before")), GivenNumber("@limit")),
            CosmosQueries.ListedInSession => Newest(
                Before(among, "order", Given("@before")).Where(item => Text(item, "session") == Given("@session")), GivenNumber("@limit")),
            CosmosQueries.ListedByFingerprint => Newest(
                Before(among, "order", Given("@before")).Where(item => Text(item, "fingerprint") == Given("@fingerprint")), GivenNumber("@limit")),
            CosmosQueries.Recent => Newest(
                Before(Before(among, "least", Given("@before")), "order", Given("@under")), GivenNumber("@limit")),
            CosmosQueries.ListedOfUser => Newest(
                Before(among, "order", Given("@before")).Where(item => Text(item, "user") == Given("@user")), GivenNumber("@limit")),
            CosmosQueries.CountSeen => Count(From(among, Given("@from"))),
            CosmosQueries.CountNew => Count(From(among, Given("@from")).Where(item =>
                Number(item, "first") is { } first && first >= GivenNumber("@first") && first < GivenNumber("@before"))),
            CosmosQueries.LiveSessions => Some(From(among, Given("@from")), item => new JsonObject
            {
                ["language"] = Text(item, "language"),
                ["first"] = Number(item, "first"),
                ["last"] = Number(item, "last"),
            }),
            CosmosQueries.EscalationsOfState => Newest(
                Before(among, "order", Given("@before")).Where(item => Text(item, "state") == Given("@state")), GivenNumber("@limit")),
            CosmosQueries.CountResolved => Count(
                Before(among, "order", Given("@before")).Where(item => Text(item, "state") == "resolved")),
            CosmosQueries.OpenOrNewEscalations => Some(
                among.Where(item => Text(item, "state") is "pending" or "in_progress"
                    || (Text(item, "order") is { } order && string.CompareOrdinal(order, Given("@from")) >= 0)),
                item => new JsonObject
                {
                    ["state"] = Text(item, "state"),
                    ["severity"] = Text(item, "severity"),
                    ["raised"] = Number(item, "raised"),
                    ["taken"] = Number(item, "taken"),
                }),
            CosmosQueries.Whole => Whole(among),
            CosmosQueries.Letters => Whole(among.OrderByDescending(item => Text(item, "order"), StringComparer.Ordinal).Take((int)GivenNumber("@limit"))),
            CosmosQueries.OpenLetterIds => Some(
                among.Where(item => !item.Body["requeued"]!.GetValue<bool>()), item => new JsonObject { ["id"] = item.Id }),
            CosmosQueries.LetterIdsWithin => Some(
                among.Where(item => Number(item, "lsn") is { } lsn && lsn >= GivenNumber("@first") && lsn <= GivenNumber("@last")),
                item => new JsonObject { ["id"] = item.Id }),
            CosmosQueries.LetterIds => Some(among, item => new JsonObject { ["id"] = item.Id }),
            CosmosQueries.AllRunning => Some(
                among.Where(item => Text(item, "agent") is not null),
                item => new JsonObject { ["agent"] = Text(item, "agent"), ["id"] = item.Id, ["shard"] = item.Body["shard"]!.DeepClone() }),
            CosmosQueries.AllStarts => Some(
                among.Where(item => Text(item, "agent") is not null), item => new JsonObject { ["start"] = Text(item, "start") }),
            CosmosQueries.AllOverdue => Whole(among.Where(item => Number(item, "deadline") < GivenNumber("@now"))),
            _ when LeasesOf(text) is { } prefix => Whole(among.Where(item => item.Id.StartsWith(prefix, StringComparison.Ordinal))),
            _ => null,
        };
    }

    // The one query that the SDK's own change feed processor asks of its leases.
    private static string? LeasesOf(string text)
    {
        const string start = "SELECT * FROM c WHERE STARTSWITH(c.id, '";
        return text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..text.LastIndexOf('\'')] : null;
    }

    private static IEnumerable<DoubleItem> Before(IEnumerable<DoubleItem> among, string property, string before) =>
        among.Where(item => Text(item, property) is { } value && string.CompareOrdinal(value, before) < 0);

    private static IEnumerable<DoubleItem> From(IEnumerable<DoubleItem> among, string from) =>
        among.Where(item => Text(item, "order") is { } value && string.CompareOrdinal(value, from) >= 0);

    private static DoubleResult Count(IEnumerable<DoubleItem> among) => new([], [$"{among.LongCount()}"]);

    private static DoubleResult Newest(IEnumerable<DoubleItem> among, long limit) =>
        Whole(among.OrderByDescending(item => Text(item, "order"), StringComparer.Ordinal).Take((int)limit));

    private static DoubleResult Whole(IEnumerable<DoubleItem> items)
    {
        var loaded = items.ToList();
        return new(loaded, loaded.ConvertAll(item => item.Stored));
    }

    private static DoubleResult Some(IEnumerable<DoubleItem> items, Func<DoubleItem, JsonObject> select)
    {
        var loaded = items.ToList();
        return new(loaded, loaded.ConvertAll(item => select(item).ToJsonString()));
    }

    private static long? Number(DoubleItem item, string property) => item.Body[property]?.GetValue<long>();

    private static string? Text(DoubleItem item, string property) => item.Body[property]?.GetValue<string>();
}
