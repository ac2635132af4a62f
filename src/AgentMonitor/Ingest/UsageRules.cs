using AgentMonitor.Executions;

namespace AgentMonitor.Ingest;

internal static class UsageRules
{
    /// <summary>
    /// The tokens by kind, input including the cached ones: a sender with more cached than input tokens counts them
    /// apart, so they are added. A kind that was left out while another was given is 0.
    /// </summary>
    public static TokenUsage? Usage(ExecutionDraft draft, out ExecutionFlags flags)
    {
        flags = ExecutionFlags.None;
        if (draft is
            {
                InputTokens: null, CacheReadTokens: null, CacheWriteTokens: null, OutputTokens: null, ReasoningTokens: null,
            })
        {
            return null;
        }

        var (input, read, write) = (draft.InputTokens ?? 0, draft.CacheReadTokens ?? 0, draft.CacheWriteTokens ?? 0);
        if (read + write > input)
        {
            input += read + write;
            flags |= ExecutionFlags.ExclusiveCache;
        }

        var usage = new TokenUsage(input, read, write, draft.OutputTokens ?? 0, draft.ReasoningTokens ?? 0);
        if (draft.TokensUsed is { } used && used != usage.Total)
        {
            flags |= ExecutionFlags.UsageMismatch;
        }

        return usage;
    }
}
