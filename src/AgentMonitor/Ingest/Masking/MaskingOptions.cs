using System.Text.RegularExpressions;

namespace AgentMonitor.Ingest.Masking;

/// <summary>
/// Section <c>AgentMonitor:Masking</c>: what is written over before anything is stored. Off unless
/// <see cref="Content"/> or <see cref="ErrorMessages"/> is on; then every kind is looked for that is not turned off.
/// </summary>
public sealed class MaskingOptions
{
    /// <summary>Masks input, output and attributes.</summary>
    public bool Content { get; set; }

    /// <summary>Masks error messages, before they are grouped.</summary>
    public bool ErrorMessages { get; set; }

    public bool Emails { get; set; } = true;

    public bool PhoneNumbers { get; set; } = true;

    /// <summary>Numbers of 13 to 19 digits whose check digit is right (Luhn).</summary>
    public bool CardNumbers { get; set; } = true;

    /// <summary>Whose check digits are right.</summary>
    public bool Ibans { get; set; } = true;

    public bool IpAddresses { get; set; } = true;

    /// <summary>API keys, tokens, passwords and private keys.</summary>
    public bool Secrets { get; set; } = true;

    /// <summary>Further regular expressions of .NET, without look-around, back references and atomic groups.</summary>
    public IList<string> Patterns { get; } = [];

    /// <summary>One sentence for each setting that makes no sense; none when all do.</summary>
    public IEnumerable<string> Problems()
    {
        for (var i = 0; i < Patterns.Count; i++)
        {
            if (Fault(Patterns[i]) is { } fault)
            {
                yield return $"Masking:Patterns:{i} cannot be used: {fault}";
            }
        }
    }

    public Masker ToMasker() => Content || ErrorMessages ? new Masker(this) : Masker.Off;

    private static string? Fault(string pattern)
    {
        try
        {
            return MaskPatterns.Expression(pattern).IsMatch("") ? "it matches where there is nothing." : null;
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
        catch (NotSupportedException)
        {
            return "it uses look-around, a back reference or an atomic group, whose time cannot be bounded.";
        }
    }
}
