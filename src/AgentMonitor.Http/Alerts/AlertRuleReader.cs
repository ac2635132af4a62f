using System.Globalization;
using System.Text.Json;
using AgentMonitor.Alerts;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Wire;

namespace AgentMonitor.Http.Alerts;

/// <summary>Reads a set of rules and everything that is wrong with it.</summary>
internal static class AlertRuleReader
{
    private static readonly Dictionary<string, AlertKind> Kinds = Named<AlertKind>();

    private static readonly Dictionary<string, AlertSeverity> Severities = Named<AlertSeverity>();

    public static (IReadOnlyList<AlertRule> Rules, IReadOnlyList<FaultDto> Faults) Read(JsonElement body)
    {
        var faults = new List<FaultDto>();
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("rules", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return ([], [new FaultDto("/rules", "required", "Send an object with rules, a list of all rules.")]);
        }

        var rules = list.EnumerateArray().Index()
            .Select(item => Read(item.Item, string.Create(CultureInfo.InvariantCulture, $"/rules/{item.Index}"), faults)).ToList();
        if (faults.Count == 0)
        {
            faults.AddRange(AlertRules.Check(rules).Select(fault => new FaultDto(fault.Pointer, fault.Code, fault.Message)));
        }

        return (rules, faults);
    }

    private static AlertRule Read(JsonElement item, string at, List<FaultDto> faults)
    {
        var members = new RuleMembers(item, at, faults);
        var kind = members.Name("kind", Kinds, null);
        return new AlertRule
        {
            Id = members.Text("id") ?? "",
            Name = members.Text("name") ?? "",
            Kind = kind,
            Enabled = members.Flag("enabled", true),
            Severity = members.Name("severity", Severities, AlertSeverity.Warning),
            Agent = members.Text("agent", isOptional: true),
            Threshold = members.Number("threshold"),
            Recover = members.Number("recover"),
            ForSeconds = members.Integer("for_seconds", 0),
            WindowMinutes = members.Integer("window_minutes", 15),
            MinimumExecutions = members.Integer("minimum_executions", 0),
            BaselineFactor = members.Number("baseline_factor"),
        };
    }

    private static Dictionary<string, T> Named<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), StringComparer.Ordinal);

    /// <summary>One rule's members; one that is null is one that is absent.</summary>
    private sealed class RuleMembers(JsonElement item, string at, List<FaultDto> faults)
    {
        public string? Text(string name, bool isOptional = false)
        {
            if (Find(name) is not { } value)
            {
                return isOptional ? null : Fault<string?>(name, "required", "This has to be given.", null);
            }

            return value.ValueKind == JsonValueKind.String && JsonText.Find(value) is { } text
                ? text
                : Fault<string?>(name, "not_a_string", "This has to be a string.", null);
        }

        public T Name<T>(string name, Dictionary<string, T> names, T? otherwise)
            where T : struct
        {
            if (Find(name) is not { } value)
            {
                return otherwise ?? Fault(name, "required", "This has to be given.", default(T));
            }

            return value.ValueKind == JsonValueKind.String && JsonText.Find(value) is { } text && names.TryGetValue(text, out var found)
                ? found
                : Fault(name, "unknown_value", $"This has to be one of {string.Join(", ", names.Keys)}.", default(T));
        }

        public bool Flag(string name, bool otherwise) => Find(name) switch
        {
            null => otherwise,
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            _ => Fault(name, "not_a_flag", "This has to be true or false.", otherwise),
        };

        public decimal? Number(string name) => Find(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } value when value.TryGetDecimal(out var number) => number,
            _ => Fault<decimal?>(name, "not_a_number", "This has to be a number of ordinary size.", null),
        };

        public int Integer(string name, int otherwise) => Find(name) switch
        {
            null => otherwise,
            { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => number,
            _ => Fault(name, "not_an_integer", "This has to be a whole number.", otherwise),
        };

        private JsonElement? Find(string name) =>
            item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
                ? value
                : null;

        private T Fault<T>(string name, string code, string message, T otherwise)
        {
            faults.Add(new FaultDto($"{at}/{name}", code, message));
            return otherwise;
        }
    }
}
