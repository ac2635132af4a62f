using AgentMonitor.Access;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Problems;

internal static class AccessProblems
{
    public static Problem Of(AccessVerdict verdict) => verdict.Outcome switch
    {
        AccessOutcome.CredentialMissing => new Problem(
            StatusCodes.Status401Unauthorized, "credential-missing", "Credential missing", verdict.Sentence),
        AccessOutcome.Refused => new Problem(
            StatusCodes.Status403Forbidden, "refused", "Refused", verdict.Sentence),
        AccessOutcome.TooManyFailures => new Problem(
            StatusCodes.Status429TooManyRequests, "too-many-failures", "Too many failures", verdict.Sentence)
        {
            RetryAfter = verdict.RetryAfter,
        },
        _ => new Problem(
            StatusCodes.Status503ServiceUnavailable, "not-configured", "Not configured", verdict.Sentence)
        {
            RetryAfter = TimeSpan.FromMinutes(1),
        },
    };
}
