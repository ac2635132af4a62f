using System.Text.Json.Nodes;

namespace AgentMonitor.Cosmos.Tests.Gateway;

/// <summary>An item as it stands, and where it lies in its range's feed.</summary>
public sealed record DoubleItem(string Id, string PartitionKey, int Hash, JsonObject Body, string ETag, long Lsn, long Timestamp)
{
    public string Stored => With(lsn: false);

    public string InFeed => With(lsn: true);

    public int Bytes { get; } = Body.ToJsonString().Length;

    private string With(bool lsn)
    {
        var body = (JsonObject)Body.DeepClone();
        body["_rid"] = "rid";
        body["_self"] = "self";
        body["_etag"] = ETag;
        body["_ts"] = Timestamp;
        if (lsn)
        {
            body["_lsn"] = Lsn;
        }

        return body.ToJsonString();
    }
}

/// <summary>
/// A physical partition: the hashes from <see cref="Low"/> to before <see cref="High"/>, out of 0 to 64, and all that
/// it came from by splits.
/// </summary>
public sealed record DoubleRange(int Id, int Low, int High, IReadOnlyList<int> Parents)
{
    public long Lsn { get; set; }

    public string Min => Low == 0 ? "" : $"{Low:X2}";

    public string Max => High == DoubleContainer.Hashes ? "FF" : $"{High:X2}";
}
