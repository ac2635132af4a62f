using System.Text.Json;

namespace AgentMonitor.Http.Wire;

internal static class JsonText
{
    /// <summary>The text of a JSON string; null where it holds half of a surrogate pair, which is no text.</summary>
    public static string? Find(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
