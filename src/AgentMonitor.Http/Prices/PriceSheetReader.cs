using System.Text.Json;
using AgentMonitor.Costs;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Wire;
using static System.FormattableString;

namespace AgentMonitor.Http.Prices;

/// <summary>Reads an admin's prices and everything that is wrong with them.</summary>
internal static class PriceSheetReader
{
    private const int LongestNote = 500;

    public static ((IReadOnlyList<PriceEntry> Entries, IReadOnlyDictionary<string, string> Aliases) Prices, IReadOnlyList<FaultDto> Faults) Read(
        JsonElement body, PriceTable beneath)
    {
        var faults = new List<FaultDto>();
        var entries = Entries(body, faults);
        var aliases = Aliases(new JsonMembers(body, "", faults), faults);
        if (faults.Count == 0)
        {
            faults.AddRange(PriceSheetRules.Check(beneath, entries, aliases)
                .Select(fault => new FaultDto(fault.Pointer, fault.Code, fault.Message)));
        }

        return ((entries, aliases), faults);
    }

    private static List<PriceEntry> Entries(JsonElement body, List<FaultDto> faults)
    {
        if (new JsonMembers(body, "", faults).Find("entries") is { ValueKind: JsonValueKind.Array } list)
        {
            return [.. list.EnumerateArray().Index().Select(item => Entry(item.Item, Invariant($"/entries/{item.Index}"), faults))];
        }

        faults.Add(new FaultDto("/entries", "required", "Send an object with entries, a list of all prices of your own."));
        return [];
    }

    private static PriceEntry Entry(JsonElement item, string at, List<FaultDto> faults)
    {
        var members = new JsonMembers(item, at, faults);
        return new PriceEntry
        {
            Model = members.Text("model") ?? "",
            Aliases = Names(members, faults, at),
            Provider = members.Text("provider", isOptional: true),
            EffectiveFrom = members.Day("effective_from") ?? default,
            Input = members.Number("input") ?? 0,
            CacheRead = members.Number("cache_read", isOptional: true),
            CacheWrite = members.Number("cache_write", isOptional: true),
            Output = members.Number("output") ?? 0,
            Source = members.Text("source", isOptional: true, LongestNote),
            Retrieved = members.Day("retrieved", isOptional: true),
            Note = members.Text("note", isOptional: true, LongestNote),
        };
    }

    private static List<string> Names(JsonMembers members, List<FaultDto> faults, string at)
    {
        if (members.Find("aliases") is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return members.Fault("aliases", "not_a_list", "This has to be a list of names.", new List<string>());
        }

        var names = new List<string>();
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            if (Name(item) is { } name)
            {
                names.Add(name);
            }
            else
            {
                faults.Add(new FaultDto(Invariant($"{at}/aliases/{index}"), "not_a_name", "This has to be a name of 1 to 128 characters."));
            }
        }

        return names;
    }

    private static Dictionary<string, string> Aliases(JsonMembers members, List<FaultDto> faults)
    {
        var aliases = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (members.Find("aliases") is not { } value)
        {
            return aliases;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return members.Fault("aliases", "not_an_object", "This has to be an object of names and the models behind them.", aliases);
        }

        foreach (var member in value.EnumerateObject())
        {
            if (member.Name.Length is 0 or > 128 || Name(member.Value) is not { } model)
            {
                faults.Add(new FaultDto("/aliases", "not_a_name", "Names of deployments and models have 1 to 128 characters."));
            }
            else
            {
                aliases[member.Name] = model;
            }
        }

        return aliases;
    }

    private static string? Name(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && JsonText.Find(value) is { Length: > 0 and <= 128 } text && !text.Any(char.IsControl)
            ? text
            : null;
}
