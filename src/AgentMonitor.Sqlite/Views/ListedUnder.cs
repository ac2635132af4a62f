using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Views.Segments;

namespace AgentMonitor.Sqlite.Views;

/// <summary>What a finished execution is listed under.</summary>
internal static class ListedUnder
{
    public static void Collect(Execution execution, long sequence, List<ListEntry> into)
    {
        Add(ListKey.User(execution.UserId), sequence, into);
        Add(ListKey.Session(execution.SessionId), sequence, into);
        Add(ListKey.Parent(execution.ParentExecutionId), sequence, into);
        if (execution.Status.IsError())
        {
            Add(ListKey.Errors, sequence, into);
            Add(ListKey.Fingerprint(execution.ErrorFingerprint), sequence, into);
        }
    }

    private static void Add(long? key, long sequence, List<ListEntry> into)
    {
        if (key is { } value)
        {
            into.Add(new ListEntry(value, sequence));
        }
    }
}
