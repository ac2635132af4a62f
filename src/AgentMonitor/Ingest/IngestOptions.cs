using AgentMonitor.Ingest.Masking;

namespace AgentMonitor.Ingest;

/// <summary>What a record and a request may hold, and what is kept of it.</summary>
public sealed class IngestOptions
{
    public int MaxRecordBytes { get; set; } = 1024 * 1024;

    /// <summary>Of one request, after decompression.</summary>
    public int MaxRequestBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Of all requests that have arrived and are not answered; what comes on top is turned away with 429.</summary>
    public int MaxUnansweredBytes { get; set; } = 6 * 1024 * 1024;

    /// <summary>Of one request.</summary>
    public int MaxRecords { get; set; } = 1000;

    /// <summary>Of one record; its outermost object is level 1.</summary>
    public int MaxDepth { get; set; } = 32;

    /// <summary>Of input and of output, each as JSON; what is longer is cut.</summary>
    public int ContentCapBytes { get; set; } = 64 * 1024;

    public int AttributesCapBytes { get; set; } = 16 * 1024;

    /// <summary>False drops input and output on arrival; attributes stay.</summary>
    public bool CaptureContent { get; set; } = true;

    /// <summary>What is written over before anything is stored; section <c>Masking</c> makes it.</summary>
    public Masker Masker { get; set; } = Masker.Off;

    /// <summary>How long raw executions are kept; a record that ended before that is refused.</summary>
    public TimeSpan RawRetention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How far ahead of ours a sender's clock may be.</summary>
    public TimeSpan FutureTolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a running execution may stay silent.</summary>
    public TimeSpan RunningDeadline { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>One sentence for each setting that makes no sense; none when all do.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var (name, value, least) in new[]
        {
            (nameof(MaxRecordBytes), MaxRecordBytes, 1024),
            (nameof(MaxRequestBytes), MaxRequestBytes, MaxRecordBytes),
            (nameof(MaxUnansweredBytes), MaxUnansweredBytes, MaxRequestBytes),
            (nameof(MaxRecords), MaxRecords, 1),
            (nameof(MaxDepth), MaxDepth, 4),
            (nameof(ContentCapBytes), ContentCapBytes, 16),
            (nameof(AttributesCapBytes), AttributesCapBytes, 16),
        })
        {
            if (value < least)
            {
                yield return $"Ingest:{name} is {value}; it must be {least} or more.";
            }
        }

        foreach (var (name, value) in new[]
        {
            (nameof(RawRetention), RawRetention),
            (nameof(FutureTolerance), FutureTolerance),
            (nameof(RunningDeadline), RunningDeadline),
        })
        {
            if (value <= TimeSpan.Zero)
            {
                yield return $"Ingest:{name} is {value}; it must be longer than nothing.";
            }
        }
    }
}
