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
        var members = new JsonMembers(item, at, faults);
        var kind = members.Name("kind", Kinds);
        return new AlertRule
        {
            Id = members.Text("id") ?? "",
            Name = members.Text("name") ?? "",
            Kind = kind,
            Enabled = members.Flag("enabled", true),
            Severity = members.Name("severity", Severities, AlertSeverity.Warning),
            Agent = members.Text("agent", isOptional: true),
            Threshold = members.Number("threshold", isOptional: true),
            Recover = members.Number("recover", isOptional: true),
            ForSeconds = Integer(members, "for_seconds", 0),
            WindowMinutes = Integer(members, "window_minutes", 15),
            MinimumExecutions = Integer(members, "minimum_executions", 0),
            BaselineFactor = members.Number("baseline_factor", isOptional: true),
        };
    }

    private static int Integer(JsonMembers members, string name, int otherwise) => members.Find(name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => number,
        _ => members.Fault(name, "not_an_integer", "This has to be a whole number.", otherwise),
    };

    private static Dictionary<string, T> Named<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), StringComparer.Ordinal);
}
