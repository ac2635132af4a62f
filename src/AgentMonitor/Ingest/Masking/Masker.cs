using System.Text.RegularExpressions;

namespace AgentMonitor.Ingest.Masking;

/// <summary>Writes over personal data in texts and in JSON. What it writes instead says what was there.</summary>
public sealed class Masker
{
    private const string Secret = "[secret]";

    private readonly List<(Regex What, MatchEvaluator Mask)> _masks = [];

    private readonly MaskingOptions _options;

    internal Masker(MaskingOptions options)
    {
        _options = options;
        Add(options.Secrets, MaskPatterns.Secrets, _ => Secret);
        Add(options.Emails, MaskPatterns.Emails, _ => "[email]");
        Add(options.Ibans, MaskPatterns.Ibans, match => MaskPatterns.MaskIban(match.Value, "[iban]"));
        Add(options.CardNumbers, MaskPatterns.CardNumbers, match => MaskPatterns.MaskCards(match.Value, "[card]"));
        Add(options.IpAddresses, MaskPatterns.IpAddresses, match => MaskPatterns.IsIpAddress(match.Value) ? "[ip]" : match.Value);
        Add(options.PhoneNumbers, MaskPatterns.PhoneNumbers, _ => "[phone]");
        foreach (var pattern in options.Patterns)
        {
            Add(true, MaskPatterns.Expression(pattern), _ => "[masked]");
        }
    }

    /// <summary>Leaves everything as it is.</summary>
    public static Masker Off { get; } = new(new MaskingOptions());

    public bool MasksContent => _options.Content;

    public bool MasksErrorMessages => _options.ErrorMessages;

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

    private void Add(bool isOn, Regex what, MatchEvaluator mask)
    {
        if (isOn)
        {
            _masks.Add((what, mask));
        }
    }
}
