using System.Text.RegularExpressions;

namespace AgentMonitor.Costs;

/// <summary>
/// Takes from a model's name what providers put around it. Whole parts only, and nothing from the middle, so that no
/// model is ever taken for another whose name it begins with.
/// </summary>
internal static partial class ModelName
{
    private static readonly string[] Vendors =
    [
        "openai/", "azure/", "azure_ai/", "azureml/", "anthropic/", "anthropic.", "google/", "gemini/", "vertex_ai/",
        "publishers/", "models/", "mistral/", "mistralai/", "mistral.", "deepseek/", "deepseek-ai/", "bedrock/",
        "converse/", "openrouter/", "us.", "us-gov.", "eu.", "apac.", "jp.", "au.", "global.",
    ];

    /// <summary>Without <c>openai/</c>, <c>us.anthropic.</c> and the like.</summary>
    public static ReadOnlySpan<char> WithoutVendor(ReadOnlySpan<char> name)
    {
        for (var shorter = CutVendor(name); shorter.Length < name.Length; shorter = CutVendor(name))
        {
            name = shorter;
        }

        return name;
    }

    /// <summary>Without a date at the end, as in -2024-08-06, -20240806 and @20240806, or -20240806-v1:0.</summary>
    public static ReadOnlySpan<char> WithoutDate(ReadOnlySpan<char> name)
    {
        foreach (var match in DateAtEnd().EnumerateMatches(name))
        {
            return name[..match.Index];
        }

        return name;
    }

    [GeneratedRegex(@"[-@](20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])|20\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(-v\d{1,2}(:\d{1,2})?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DateAtEnd();

    private static ReadOnlySpan<char> CutVendor(ReadOnlySpan<char> name)
    {
        foreach (var vendor in Vendors)
        {
            if (name.StartsWith(vendor, StringComparison.OrdinalIgnoreCase))
            {
                return name[vendor.Length..];
            }
        }

        return name;
    }
}
