using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentMonitor.Server.Traces;

[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(KeptShift))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
internal sealed partial class TraceJson : JsonSerializerContext;
