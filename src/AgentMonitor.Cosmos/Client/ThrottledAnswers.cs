using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Client;

/// <summary>
/// How often the service said 429 to one call. The SDK waits and tries again by itself, and its handlers see the last
/// answer only; each answer is in its diagnostics.
/// </summary>
internal static partial class ThrottledAnswers
{
    /// <param name="isGateway">
    /// Whether calls go through the gateway alone, as the emulator's do: failed ones are not counted apart there, and a
    /// quick one may have been throttled too.
    /// </param>
    public static int Count(HttpStatusCode? last, CosmosDiagnostics? diagnostics, bool isGateway)
    {
        var known = last == HttpStatusCode.TooManyRequests ? 1 : 0;

        // Writing them down costs as much as a call, so only where there may be more than the last answer; most that
        // fail do so once, as what is not there or there already.
        return diagnostics is not null
            && (isGateway || diagnostics.GetFailedRequestCount() > (last is >= HttpStatusCode.BadRequest ? 1 : 0))
            ? Math.Max(known, In(Written(diagnostics)))
            : known;
    }

    // Counting must not make a failure of what is none; of some answers without a body the SDK cannot write anything down.
    private static string Written(CosmosDiagnostics diagnostics)
    {
        try
        {
            return diagnostics.ToString();
        }
#pragma warning disable CA1031 // Whatever it throws, the call itself is answered.
        catch (Exception)
#pragma warning restore CA1031
        {
            return "";
        }
    }

    /// <param name="diagnostics">Their summary counts answers by status and sub-status: <c>"(429, 3200)":2</c>.</param>
    internal static int In(string diagnostics) =>
        Counts().Matches(diagnostics).Sum(count => int.Parse(count.Groups[1].ValueSpan, CultureInfo.InvariantCulture));

    [GeneratedRegex("""\"\(429, \d+\)\"\s*:\s*(\d{1,9})""", RegexOptions.CultureInvariant)]
    private static partial Regex Counts();
}
