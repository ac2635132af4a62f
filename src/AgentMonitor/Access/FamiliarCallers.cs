using System.Net;

namespace AgentMonitor.Access;

/// <summary>
/// Which credentials were lately accepted from which address. They are let in even while that address is held back
/// for the failures of somebody else behind it; a credential that was never good there is not looked at meanwhile, so
/// that guessing stays limited. What is kept is half of a credential's hash; it opens nothing by itself.
/// </summary>
public sealed class FamiliarCallers(TimeProvider clock)
{
    private const int Maximum = 10_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    // How old a note may get before it is renewed: most requests only read.
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<(UInt128 Source, UInt128 Credential), long> _acceptedAt = [];

    /// <summary>How many are remembered; bounded.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _acceptedAt.Count;
            }
        }
    }

    public bool Knows(IPAddress? source, TokenHash presented)
    {
        lock (_gate)
        {
            return _acceptedAt.TryGetValue(KeyOf(source, presented), out var at) && clock.GetElapsedTime(at) < Lifetime;
        }
    }

    public void Accepted(IPAddress? source, TokenHash presented)
    {
        var key = KeyOf(source, presented);
        lock (_gate)
        {
            if (_acceptedAt.TryGetValue(key, out var at) && clock.GetElapsedTime(at) < Renewal)
            {
                return;
            }

            MakeRoom();
            _acceptedAt[key] = clock.GetTimestamp();
        }
    }

    /// <summary>A credential that is no longer valid is a stranger again.</summary>
    public void Refused(IPAddress? source, TokenHash presented)
    {
        lock (_gate)
        {
            _acceptedAt.Remove(KeyOf(source, presented));
        }
    }

    private static (UInt128 Source, UInt128 Credential) KeyOf(IPAddress? source, TokenHash presented) =>
        (SourceKey.Of(source), presented.Half);

    // Only good credentials get in here, so the table fills up honestly or not at all.
    private void MakeRoom()
    {
        if (_acceptedAt.Count < Maximum)
        {
            return;
        }

        foreach (var (key, _) in _acceptedAt.OrderBy(entry => entry.Value).Take(Maximum / 10).ToList())
        {
            _acceptedAt.Remove(key);
        }
    }
}
