using System.Text.RegularExpressions;

namespace AgentMonitor.Ingest.Masking;

/// <summary>Writes over personal data in texts and in JSON. What it writes instead says what was there.</summary>
public sealed class Masker
{
    private const string Secret = "[secret]";

    private readonly List<(Regex What, MatchEvaluator Mask)> _masks = [];

    private readonly List<string> _kinds = [];

    private readonly MaskingOptions _options;

    internal Masker(MaskingOptions options)
    {
        _options = options;
        if (!MasksContent && !MasksErrorMessages)
        {
            // The expressions take ten megabytes once they are made.
            return;
        }

        Add(options.Secrets ? "secrets" : null, MaskPatterns.Secrets, _ => Secret);
        Add(options.Emails ? "emails" : null, MaskPatterns.Emails, _ => "[email]");
        Add(options.Ibans ? "ibans" : null, MaskPatterns.Ibans, match => MaskPatterns.MaskIban(match.Value, "[iban]"));
        Add(options.CardNumbers ? "card_numbers" : null, MaskPatterns.CardNumbers, match => MaskPatterns.MaskCards(match.Value, "[card]"));
        Add(options.IpAddresses ? "ip_addresses" : null, MaskPatterns.IpAddresses, match => MaskPatterns.IsIpAddress(match.Value) ? "[ip]" : match.Value);
        Add(options.PhoneNumbers ? "phone_numbers" : null, MaskPatterns.PhoneNumbers, _ => "[phone]");
        foreach (var pattern in options.Patterns)
        {
            _masks.Add((MaskPatterns.Expression(pattern), _ => "[masked]"));
        }
    }

    /// <summary>Leaves everything as it is.</summary>
    public static Masker Off { get; } = new(new MaskingOptions());

    public bool MasksContent => _options.Content;

    public bool MasksErrorMessages => _options.ErrorMessages;

    /// <summary>What is looked for, in snake_case as the settings have it; patterns of one's own have no names.</summary>
    public IReadOnlyList<string> Kinds => _kinds;

    public int OwnPatterns => _options.Patterns.Count;

    public string Mask(string text)
    {
        foreach (var (what, mask) in _masks)
        {
            text = what.Replace(text, mask);
        }

        return text;
    }

    /// <summary>The text of a member of an object: all of it where its name says that it is a secret.</summary>
    internal string MaskMember(string? name, string text) =>
        name is not null && _options.Secrets && MaskPatterns.SecretNames.IsMatch(name) ? Secret : Mask(text);

    // No kind: it is turned off.
    private void Add(string? kind, Regex what, MatchEvaluator mask)
    {
        if (kind is not null)
        {
            _kinds.Add(kind);
            _masks.Add((what, mask));
        }
    }
}
