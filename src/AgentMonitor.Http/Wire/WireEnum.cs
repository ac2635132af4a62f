using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentMonitor.Http.Wire;

/// <summary>An enum's name in snake_case.</summary>
internal sealed class WireEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
