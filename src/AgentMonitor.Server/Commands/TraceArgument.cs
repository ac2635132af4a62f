using System.CommandLine;

namespace AgentMonitor.Server.Commands;

internal static class TraceArgument
{
    public static Argument<FileInfo> Make() => new Argument<FileInfo>("FILE")
    {
        Description = """
            A .csv, .json (an array), .ndjson or .jsonl file. Columns are named as the API's fields, nested ones with a
            dot (usage.input_tokens). The Azure LLM inference trace's TIMESTAMP, ContextTokens and GeneratedTokens are
            understood; other columns become attributes. Rows that name no agent get one, a user, a session, a status,
            a model and a duration derived from the row; such executions have the tag "derived", and
            attributes.derived lists the fields.
            """,
    }.AcceptExistingOnly();
}
