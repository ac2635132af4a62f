namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>The segments as of one version of views.db, oldest first; their records follow each other.</summary>
internal sealed record SegmentSet(long Version, IReadOnlyList<Segment> Segments)
{
    public static SegmentSet Empty { get; } = new(0, []);

    public Segment? Find(long id)
    {
        foreach (var segment in Segments)
        {
            if (segment.Id == id)
            {
                return segment;
            }
        }

        return null;
    }
}

/// <summary>The newest segments, shared by all readers. Whoever reads another version loads what it lacks itself.</summary>
internal sealed class SegmentCatalog
{
    private volatile SegmentSet _current = SegmentSet.Empty;

    public SegmentSet Current => _current;

    /// <summary>Call after the commit that made it so.</summary>
    public void Publish(SegmentSet current) => _current = current;
}
