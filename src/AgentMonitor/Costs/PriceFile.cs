using System.Text.Json;

namespace AgentMonitor.Costs;

/// <summary>Reads a JSON array of price entries and says which one cannot be read, and why.</summary>
internal static class PriceFile
{
    public static IReadOnlyList<PriceEntry> Embedded()
    {
        using var stream = typeof(PriceFile).Assembly.GetManifestResourceStream("AgentMonitor.Costs.prices.json")!;
        return Read(stream, "prices.json");
    }

    public static IReadOnlyList<PriceEntry> Read(Stream stream, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(stream);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select((element, index) => Entry(element, index, name))]
                : throw new InvalidDataException($"{name} is not a JSON array of price entries.");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"{name} is not JSON: {problem.Message}", problem);
        }
    }

    private static PriceEntry Entry(JsonElement element, int index, string name)
    {
        try
        {
            return element.Deserialize(PriceJson.Default.PriceEntry)
                ?? throw new InvalidDataException($"Price entry {index + 1} of {name} is null.");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"Price entry {index + 1} ({NameOf(element)}) of {name}: {problem.Message}", problem);
        }
    }

    private static string NameOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("model", out var model) ? model.ToString() : "no model";
}
