using System.Buffers.Text;
using System.Security.Cryptography;
using AgentMonitor.Access;

namespace AgentMonitor.Live;

/// <summary>
/// Tickets for the live connection, which cannot carry the admin token in a header: random 256 bits, good once,
/// within a minute. Only hashes are kept, and never more than <see cref="Maximum"/>.
/// </summary>
public sealed class LiveTickets(TimeProvider clock)
{
    public const int Maximum = 10_000;

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();

    private readonly Dictionary<string, long> _issued = [];

    private readonly Queue<(string Hash, long At)> _byAge = [];

    public string Issue()
    {
        var ticket = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var hash = TokenHash.Of(ticket).ToString();
        lock (_gate)
        {
            Forget();
            var now = clock.GetTimestamp();
            _issued[hash] = now;
            _byAge.Enqueue((hash, now));
        }

        return ticket;
    }

    /// <summary>True for a ticket that could be redeemed now; it stays so.</summary>
    public bool IsGood(string ticket)
    {
        var hash = TokenHash.Of(ticket).ToString();
        lock (_gate)
        {
            return _issued.TryGetValue(hash, out var at) && clock.GetElapsedTime(at) < Lifetime;
        }
    }

    /// <summary>True once for every ticket that was issued within the last minute.</summary>
    public bool Redeem(string ticket)
    {
        // Looking a hash up takes a time that tells about the hash, not about a ticket.
        var hash = TokenHash.Of(ticket).ToString();
        lock (_gate)
        {
            return _issued.Remove(hash, out var at) && clock.GetElapsedTime(at) < Lifetime;
        }
    }

    private void Forget()
    {
        while (_byAge.TryPeek(out var oldest)
            && (_byAge.Count >= Maximum || clock.GetElapsedTime(oldest.At) >= Lifetime))
        {
            _byAge.Dequeue();
            _issued.Remove(oldest.Hash);
        }
    }
}
