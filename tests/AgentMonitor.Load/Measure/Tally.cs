using AgentMonitor.Load.Wire;

namespace AgentMonitor.Load.Measure;

/// <summary>What one connection was answered.</summary>
internal sealed class Tally
{
    public LatencyHistogram Latency { get; } = new();

    public long Requests { get; private set; }

    /// <summary>Records that the server said it stored.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Records of requests that got no answer: stored or not, nobody knows.</summary>
    public long Unknown { get; private set; }

    public long Rejected { get; private set; }

    public long TooMany { get; private set; }

    public long Unavailable { get; private set; }

    public long Other { get; private set; }

    public long WithoutRetryAfter { get; private set; }

    public string? FirstSurprise { get; private set; }

    public void Answered(in Response response, int records, long sentAt)
    {
        Requests++;
        switch (response.Status)
        {
            case 200 or 201:
                Latency.AddSince(sentAt);
                Stored(response, records);
                break;
            case 429:
                TooMany++;
                WithoutRetryAfter += response.RetryAfter is null ? 1 : 0;
                break;
            case 503:
                Unavailable++;
                WithoutRetryAfter += response.RetryAfter is null ? 1 : 0;
                break;
            default:
                Other++;
                FirstSurprise ??= response.ToString();
                break;
        }
    }

    /// <summary>No answer came; <paramref name="unknown"/> records may be stored, unless they are sent again.</summary>
    public void Broke(int unknown)
    {
        Requests++;
        Other++;
        Unknown += unknown;
        FirstSurprise ??= "the connection was closed without an answer";
    }

    public void Add(Tally other)
    {
        Latency.Add(other.Latency);
        Requests += other.Requests;
        Acknowledged += other.Acknowledged;
        Unknown += other.Unknown;
        Rejected += other.Rejected;
        TooMany += other.TooMany;
        Unavailable += other.Unavailable;
        Other += other.Other;
        WithoutRetryAfter += other.WithoutRetryAfter;
        FirstSurprise ??= other.FirstSurprise;
    }

    // Every id is sent for the first time, or again because nobody knew: a duplicate is as good as stored.
    private void Stored(in Response response, int records)
    {
        var stored = response.Number("\"accepted\":"u8) is { } accepted
            ? accepted + (response.Number("\"duplicates\":"u8) ?? 0)
            : records;
        Acknowledged += stored;
        Rejected += records - stored;
        FirstSurprise ??= stored == records ? null : response.ToString();
    }
}
