using System.Text.Json;

namespace AgentMonitor.Ingest.Json;

/// <summary>
/// One value on a <see cref="JsonTape"/>. Strings and names lie unescaped on the tape, other values as they were
/// sent. Zero as a link means none, for the root is nobody's child and nobody's sibling.
/// </summary>
internal struct JsonNode
{
    public JsonTokenType Kind;
    public int NameStart;
    public int NameLength;
    public int Start;
    public int Length;
    public int FirstChild;
    public int Next;
}
