using System.Net;
using System.Text.RegularExpressions;

namespace AgentMonitor.Ingest.Masking;

/// <summary>
/// What personal data looks like. Every expression runs in time linear to the text (NonBacktracking), whatever a sender
/// sends; where only some of what it finds is meant, arithmetic decides.
/// </summary>
internal static class MaskPatterns
{
    private const int ShortestIban = 15;

    public static Regex Emails { get; } = Expression(@"[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+");

    public static Regex Secrets { get; } = Expression(
        @"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[A-Za-z0-9+/=\s]*(?:-----END [A-Z ]{0,20}PRIVATE KEY-----)?"
        + @"|\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?"
        + @"|\b(?:sk|pk|rk|ghp|gho|ghs|ghu|ghr|github_pat|glpat|xox[abeprs]|hf|npm|SG|ik)[_.-][A-Za-z0-9_.-]{12,}"
        + @"|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAIza[A-Za-z0-9_-]{30,}|\bya29\.[A-Za-z0-9_-]{20,}"
        + @"|(?i:\b(?:bearer|basic)\s+[a-z0-9._~+/=-]{12,})"
        + @"|(?i:\b[a-z_-]{0,20}(?:api[_-]?key|token|secret|password|passwd|pwd)[""']?\s{0,3}[:=]\s{0,3}[""']?[^\s""',;&]{4,})");

    /// <summary>Names of members whose text is a secret, whatever it looks like.</summary>
    public static Regex SecretNames { get; } =
        Expression(@"(?i:^[a-z_-]{0,30}(?:api[_-]?key|access[_-]?key|token|secret|password|passwd|authorization|credentials?)$)");

    public static Regex Ibans { get; } = Expression(@"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}\b");

    public static Regex CardNumbers { get; } = Expression(@"\d(?:[ -]?\d){12,40}");

    public static Regex IpAddresses { get; } = Expression(
        @"\b(?:\d{1,3}\.){3}\d{1,3}\b|(?:[0-9A-Fa-f]{0,4}:){2,7}(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f]{0,4})");

    public static Regex PhoneNumbers { get; } = Expression(
        @"(?:\+|\b00)[1-9](?:[ ().\-/]{0,3}\d){6,14}\b"
        + @"|\b0\d{1,4}[ ]?[-/ ][ ]?\d{2,5}(?:[ -]?\d{2,5}){1,3}\b"
        + @"|\(0?\d{2,5}\)[ -]?\d{2,4}(?:[ .-]?\d{2,5}){1,3}\b"
        + @"|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b");

    public static Regex Expression(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>A candidate with every stretch of 13 to 19 of its digits masked that is a card number.</summary>
    public static string MaskCards(string digits, string mask)
    {
        for (var start = 0; start < digits.Length; start++)
        {
            if (char.IsAsciiDigit(digits[start]) && CardEnd(digits, start) is var end and > 0)
            {
                return digits[..start] + mask + MaskCards(digits[end..], mask);
            }
        }

        return digits;
    }

    /// <summary>A candidate with the longest beginning masked that is an IBAN; what follows it may be another word.</summary>
    public static string MaskIban(string candidate, string mask)
    {
        for (var end = candidate.Length; end >= ShortestIban; end--)
        {
            if (char.IsAsciiLetterOrDigit(candidate[end - 1]) && IsIban(candidate.AsSpan(0, end)))
            {
                return mask + candidate[end..];
            }
        }

        return candidate;
    }

    public static bool IsIpAddress(string candidate) =>
        IPAddress.TryParse(candidate, out _) && candidate.Trim(':').Length > 0;

    // 0: none begins there. The longest, since a shorter one may pass by chance.
    private static int CardEnd(string digits, int start)
    {
        const int shortest = 13;
        const int longest = 19;
        var ends = new int[longest + 1];
        var count = 0;
        for (var at = start; at < digits.Length && count < longest; at++)
        {
            if (char.IsAsciiDigit(digits[at]))
            {
                ends[++count] = at + 1;
            }
        }

        for (; count >= shortest; count--)
        {
            if (digits[start] is >= '2' and <= '6' && PassesLuhn(digits.AsSpan(start, ends[count] - start)))
            {
                return ends[count];
            }
        }

        return 0;
    }

    private static bool PassesLuhn(ReadOnlySpan<char> digits)
    {
        var (sum, isSecond) = (0, false);
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(digits[i]))
            {
                continue;
            }

            var digit = (digits[i] - '0') * (isSecond ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
            isSecond = !isSecond;
        }

        return sum % 10 == 0;
    }

    // ISO 13616: the first four characters moved to the end and letters read as 10 to 35 give 1 modulo 97.
    private static bool IsIban(ReadOnlySpan<char> text)
    {
        var compact = new string([.. text.ToArray().Where(char.IsAsciiLetterOrDigit)]);
        if (compact.Length is < ShortestIban or > 34)
        {
            return false;
        }

        var rest = 0;
        foreach (var sign in compact[4..] + compact[..4])
        {
            var value = char.IsAsciiDigit(sign) ? sign - '0' : sign - 'A' + 10;
            rest = ((rest * (value > 9 ? 100 : 10)) + value) % 97;
        }

        return rest == 1;
    }
}
