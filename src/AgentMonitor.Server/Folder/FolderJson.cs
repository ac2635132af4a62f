using System.Text.Json.Serialization;

namespace AgentMonitor.Server.Folder;

[JsonSerializable(typeof(RunningServer))]
[JsonSerializable(typeof(KeyRing))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
internal sealed partial class FolderJson : JsonSerializerContext;
