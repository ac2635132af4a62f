namespace AgentMonitor.Access;

/// <summary>What makes an admin token good enough, and how to make one.</summary>
public static class AdminTokenRules
{
    public const int MinimumLength = 32;

    private const string HowTo = "Run `openssl rand -base64 32` to make a good one.";

    // Words that documentation and templates put where a secret belongs. Six letters or more: a random token holds
    // none of them by chance.
    private static readonly string[] SampleWords =
    [
        "changeme", "change-me", "change_me", "replace", "example", "sample", "placeholder", "password", "letmein",
        "your-token", "your_token", "your-admin", "your_admin", "admin-token", "admin_token", "admintoken", "my-secret",
        "my_secret", "supersecret", "super-secret", "12345678",
    ];

    /// <summary>A sentence that names the setting and says what to do, or null when the token is good.</summary>
    public static string? FaultOf(string? token)
    {
        if (string.IsNullOrWhiteSpace(token))
        {
            return $"ADMIN_TOKEN is not set. {HowTo}";
        }

        if (token.Length < MinimumLength)
        {
            return $"ADMIN_TOKEN is shorter than {MinimumLength} characters. {HowTo}";
        }

        if (token.Any(character => character is <= ' ' or > '~'))
        {
            return $"ADMIN_TOKEN holds a space or a character that a header cannot carry. {HowTo}";
        }

        return IsSample(token) ? $"ADMIN_TOKEN looks like a sample value. {HowTo}" : null;
    }

    private static bool IsSample(string token) =>
        token.Distinct().Count() < 8
        || SampleWords.Any(word => token.Contains(word, StringComparison.OrdinalIgnoreCase));
}
