using System.Text;
using AgentMonitor.Cosmos.Tests.Gateway;

namespace AgentMonitor.Cosmos.Tests.Erasure;

/// <summary>Looks for a word in everything the double stores: partition keys, ids and bodies, in base64 too.</summary>
internal static class StoredText
{
    private static readonly string[] Containers = ["executions", "rollups", "views", "deadletters", "state"];

    /// <summary>What holds the word, each with where in it.</summary>
    public static IReadOnlyList<string> Holding(GatewayDouble gateway, string word)
    {
        var forms = new[] { word, char.ToUpperInvariant(word[0]) + word[1..] }.SelectMany(Forms).ToList();
        return [.. Containers.SelectMany(name => gateway.Container(name).Items.Select(item => (Name: name, Text: $"{item.PartitionKey} {item.Id} {item.Stored}")))
            .Where(stored => forms.Exists(form => stored.Text.Contains(form, StringComparison.Ordinal)))
            .Select(stored => $"{stored.Name}: {stored.Text}")];
    }

    // Base64 writes three bytes as four characters, so a word looks different at each of three places.
    private static IEnumerable<string> Forms(string word)
    {
        yield return word;
        for (var before = 0; before < 3; before++)
        {
            var bytes = new byte[before].Concat(Encoding.UTF8.GetBytes(word)).ToArray();
            var whole = Convert.ToBase64String(bytes[..(bytes.Length / 3 * 3)]);
            yield return before == 0 ? whole : whole[4..];
        }
    }
}
