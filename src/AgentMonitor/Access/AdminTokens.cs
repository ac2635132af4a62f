namespace AgentMonitor.Access;

/// <summary>The admin tokens that are valid now: one, or two while they are being rotated; only hashes are kept.</summary>
public sealed class AdminTokens
{
    private volatile State _state;

    private AdminTokens(TokenHash[] hashes, string? fault) => _state = new State(hashes, fault);

    /// <summary>Why no admin can be let in, as a sentence; null when a good token is set.</summary>
    public string? Fault => _state.Fault;

    /// <summary>A previous token that is not good is a fault too: it would be the weaker way in.</summary>
    public static AdminTokens From(string? current, string? previous = null)
    {
        var fault = AdminTokenRules.FaultOf(current)
            ?? (string.IsNullOrEmpty(previous) ? null : AdminTokenRules.FaultOf(previous));
        if (fault is not null)
        {
            return new AdminTokens([], fault);
        }

        return new AdminTokens(
            string.IsNullOrEmpty(previous) ? [TokenHash.Of(current!)] : [TokenHash.Of(current!), TokenHash.Of(previous)],
            null);
    }

    /// <summary>From now on the tokens of <paramref name="other"/> are valid, and no others; requests may be running.</summary>
    public void Replace(AdminTokens other) => _state = other._state;

    public bool Accepts(TokenHash presented)
    {
        var accepted = false;
        foreach (var hash in _state.Hashes)
        {
            // No early way out: the time taken says nothing about which token it was.
            accepted |= hash.Matches(presented);
        }

        return accepted;
    }

    private sealed record State(TokenHash[] Hashes, string? Fault);
}
