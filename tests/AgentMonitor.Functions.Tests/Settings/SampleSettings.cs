using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace AgentMonitor.Functions.Tests.Settings;

/// <summary>local.settings.sample.json, as the tools turn it into the environment of the app.</summary>
internal static partial class SampleSettings
{
    public static JsonObject File { get; } =
        JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "local.settings.sample.json")))!.AsObject();

    public static IReadOnlyDictionary<string, string> Values { get; } =
        File[nameof(Values)]!.AsObject().ToDictionary(value => value.Key, value => (string)value.Value!);

    public static IConfigurationRoot Configuration(params (string Name, string? Value)[] changes)
    {
        var values = Values.ToDictionary(value => value.Key, value => (string?)value.Value);
        foreach (var (name, value) in changes)
        {
            values[name] = value;
        }

        // Two underscores stand for the colon that an environment cannot have in a name.
        return new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key.Replace("__", ":"), value.Value)))
            .Build();
    }

    public static IEnumerable<string> NamesIn(string text) => Named().Matches(text).Select(match => match.Groups[1].Value);

    public static string Resolve(string text) => Named().Replace(text, match => Values[match.Groups[1].Value]);

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Named();
}
