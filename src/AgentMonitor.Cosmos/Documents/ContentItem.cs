using System.Text;
using AgentMonitor.Executions;

namespace AgentMonitor.Cosmos.Documents;

/// <summary>What went in and came out, each as the text of its JSON, so that it comes back to the byte.</summary>
internal sealed record ContentItem(string? Input, string? Output, string? Attributes)
{
    public static ContentItem? From(ExecutionContent content) => content.IsEmpty
        ? null
        : new ContentItem(Text(content.InputData), Text(content.OutputData), Text(content.Attributes));

    public ExecutionContent ToContent() => new(Bytes(Input), Bytes(Output), Bytes(Attributes));

    private static string? Text(ReadOnlyMemory<byte>? json) => json is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;

    private static ReadOnlyMemory<byte>? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
