namespace AgentMonitor.Users;

/// <summary>From the earliest beginning to the latest end of the sightings that it was told of.</summary>
internal struct SpanDraft
{
    private DateTimeOffset? _first;

    private DateTimeOffset? _last;

    /// <summary>Not before anything was seen, as <see cref="Last"/>.</summary>
    public readonly DateTimeOffset First => _first.GetValueOrDefault();

    public readonly DateTimeOffset Last => _last.GetValueOrDefault();

    public void See(in Sighting sighting)
    {
        _first = sighting.From < _first ? sighting.From : _first ?? sighting.From;
        _last = sighting.To > _last ? sighting.To : _last ?? sighting.To;
    }
}
