using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentMonitor.Escalations;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views.Sightings;

/// <summary>A row of escalations: either part may be there first. What cannot be read is as if it were not there.</summary>
internal readonly record struct EscalationRow(RaisedEscalation? Own, EscalationMove? Move)
{
    public EscalationEntry? Entry => Own is null ? null : new EscalationEntry(Own, Move);

    /// <summary>From the columns own and move, in this order, from the first on.</summary>
    public static EscalationRow Read(Statement statement) => new(
        statement.IsNull(0) ? null : Read(statement.Blob(0), EscalationRowJson.Default.RaisedEscalation),
        statement.IsNull(1) ? null : Read(statement.Blob(1), EscalationRowJson.Default.EscalationMove));

    private static T? Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RaisedEscalation))]
[JsonSerializable(typeof(EscalationMove))]
internal sealed partial class EscalationRowJson : JsonSerializerContext;
