namespace AgentMonitor.Users;

/// <summary>A <see cref="Latest"/> that is being gathered from values as they come, without an object for each.</summary>
internal struct LatestDraft
{
    private string? _value;

    private DateTimeOffset _at;

    private long _sequence;

    public void See(string? value, in Sighting sighting)
    {
        if (value is not null
            && (_value is null || Latest.IsNewer((value, sighting.To, sighting.Sequence), (_value, _at, _sequence))))
        {
            (_value, _at, _sequence) = (value, sighting.To, sighting.Sequence);
        }
    }

    public readonly Latest? ToLatest() => _value is null ? null : new Latest(_value, _at, _sequence);
}
