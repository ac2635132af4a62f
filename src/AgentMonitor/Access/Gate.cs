using System.Net;

namespace AgentMonitor.Access;

/// <summary>Decides whether a caller may use a route of a class.</summary>
public sealed class Gate(AdminTokens admins, IngestKeys keys, FailureLimiter failures, AnonymousIngest anonymous)
{
    private static readonly AccessVerdict Allowed = new(AccessOutcome.Allowed, "");

    public AccessVerdict Check(AccessClass required, in Caller caller) => required switch
    {
        AccessClass.Public => Allowed,
        AccessClass.Admin when admins.Fault is { } fault => new AccessVerdict(AccessOutcome.NotConfigured, fault),
        AccessClass.Admin => CheckAdmin(caller),
        _ => CheckIngest(caller),
    };

    private AccessVerdict CheckAdmin(in Caller caller)
    {
        if ((caller.Bearer ?? caller.ApiKey) is not { } token)
        {
            return new AccessVerdict(
                AccessOutcome.CredentialMissing, "Send the admin token as Authorization: Bearer ADMIN_TOKEN.");
        }

        var hash = TokenHash.Of(token);
        if (failures.WaitOf(caller.Address, hash) is { } wait)
        {
            return TooManyFailures(wait);
        }

        if (caller.Bearer is not null && admins.Accepts(hash))
        {
            failures.Accepted(caller.Address, hash);
            return Allowed;
        }

        // A good ingest key is a mistake, not a guess.
        if (!keys.Accepts(hash) && !admins.Accepts(hash))
        {
            failures.Refused(caller.Address, hash);
        }

        return new AccessVerdict(
            AccessOutcome.Refused, "This route takes the admin token as Authorization: Bearer ADMIN_TOKEN, and no other.");
    }

    private AccessVerdict CheckIngest(in Caller caller)
    {
        if ((caller.Bearer ?? caller.ApiKey) is not { } token)
        {
            return CheckAnonymous(caller);
        }

        var hash = TokenHash.Of(token);
        if (failures.WaitOf(caller.Address, hash) is { } wait)
        {
            return TooManyFailures(wait);
        }

        if (keys.Accepts(hash) | admins.Accepts(hash))
        {
            failures.Accepted(caller.Address, hash);
            return Allowed;
        }

        failures.Refused(caller.Address, hash);
        return new AccessVerdict(AccessOutcome.Refused, "This ingest key is not, or no longer, valid.");
    }

    // A page of another site can make a browser on this machine post to loopback; the origin gives it away, and so
    // does a host name that was made to resolve to loopback.
    private AccessVerdict CheckAnonymous(in Caller caller)
    {
        var local = anonymous == AnonymousIngest.FromLoopback
            && !keys.Any && !caller.IsForwarded && caller.Address is { } address && IPAddress.IsLoopback(address);
        if (!local)
        {
            return new AccessVerdict(
                AccessOutcome.CredentialMissing, "Send an ingest key as Authorization: Bearer KEY or as X-Api-Key: KEY.");
        }

        return caller.NamesLoopback && !caller.IsCrossSite
            ? Allowed
            : new AccessVerdict(AccessOutcome.Refused, "Pages of another site need an ingest key to send executions.");
    }

    private static AccessVerdict TooManyFailures(TimeSpan wait) =>
        new(AccessOutcome.TooManyFailures, "Too many wrong credentials came from this address; wait and try again.", wait);
}

/// <summary>Whether anyone may send without a key, as long as there is none.</summary>
public enum AnonymousIngest
{
    Never,
    FromLoopback,
}

/// <summary>What the gate says, and a sentence for whoever it turns away.</summary>
public readonly record struct AccessVerdict(AccessOutcome Outcome, string Sentence, TimeSpan RetryAfter = default);

public enum AccessOutcome
{
    Allowed,

    /// <summary>No credential came with it: 401.</summary>
    CredentialMissing,

    /// <summary>A wrong one, or one of another class: 403.</summary>
    Refused,

    /// <summary>429, with the time to wait.</summary>
    TooManyFailures,

    /// <summary>No good admin token is set: 503.</summary>
    NotConfigured,
}
