using System.Globalization;
using System.Net;

namespace AgentMonitor.Cosmos.Tests.Gateway;

/// <summary>The change feed of a range: the newest version of each item in the order of its transactions.</summary>
internal static class DoubleFeed
{
    public static DoubleAnswer Read(DoubleCall call, IEnumerable<DoubleItem> among, IReadOnlyList<DoubleRange> ranges, int limit)
    {
        var range = ranges.FirstOrDefault(found => found.Id.ToString(CultureInfo.InvariantCulture) == call.RangeId);
        if (range is null || !call.Header("A-IM")!.Contains("Incremental", StringComparison.OrdinalIgnoreCase))
        {
            return DoubleAnswer.Refuse("a change feed of anything but the latest versions of one range");
        }

        var after = call.Header("If-None-Match") switch
        {
            null => 0,
            "*" => range.Lsn,
            var etag => long.Parse(etag.Trim('"'), CultureInfo.InvariantCulture),
        };
        var since = call.Header("If-Modified-Since") is { } date
            ? DateTimeOffset.Parse(date, CultureInfo.InvariantCulture).ToUnixTimeSeconds() : long.MinValue;
        var most = int.TryParse(call.Header("x-ms-max-item-count"), CultureInfo.InvariantCulture, out var count) && count > 0 && count < limit ? count : limit;
        var page = among.Where(item => item.Lsn > after && item.Timestamp >= since).OrderBy(item => item.Lsn).Take(most).ToList();
        var last = page.Count == 0 ? Math.Max(after, range.Lsn) : page[^1].Lsn;
        return new(page.Count == 0 ? HttpStatusCode.NotModified : HttpStatusCode.OK)
        {
            ETag = $"\"{last}\"",
            Range = range.Id,
            Lsn = range.Lsn,
            Count = page.Count,
            Charge = Math.Max(1, page.Sum(item => DoubleCharges.Read(item.Bytes))),
            Body = page.Count == 0 ? null : $$"""{"_rid":"rid","Documents":[{{string.Join(',', page.Select(item => item.InFeed))}}],"_count":{{page.Count}}}""",
        };
    }
}
