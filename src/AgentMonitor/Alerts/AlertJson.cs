using System.Text.Json;
using System.Text.Json.Serialization;
using AgentMonitor.Alerts.Webhook;

namespace AgentMonitor.Alerts;

/// <summary>How rules and alerts are stored and told. Names and forms here are in stores: only ever add to them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters =
    [
        typeof(AlertName<AlertKind>), typeof(AlertName<AlertSeverity>), typeof(AlertName<AlertState>), typeof(AlertName<WebhookEvent>),
        typeof(UtcInstant),
    ])]
[JsonSerializable(typeof(AlertRuleSet))]
[JsonSerializable(typeof(AlertStanding))]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(AlertNotice))]
[JsonSerializable(typeof(WebhookNotice))]
internal sealed partial class AlertJson : JsonSerializerContext;

/// <summary>A value's name in snake_case.</summary>
internal sealed class AlertName<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>Instants with a Z, as every answer has them.</summary>
internal sealed class UtcInstant : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
