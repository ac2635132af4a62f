using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentMonitor.Http.Wire;

/// <summary>An enum's name in snake_case.</summary>
internal sealed class WireEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Names = Enum.GetValues<T>()
        .ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    public static Dictionary<string, T> ByName() => Names.ToDictionary(name => name.Value, name => name.Key, StringComparer.Ordinal);

    /// <summary>The same name outside a serializer; null for null.</summary>
    public static string? Name(T? value) => value is { } known ? Names[known] : null;
}
