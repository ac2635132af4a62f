using System.Text;
using AgentMonitor.Executions;

namespace AgentMonitor.Cosmos.Documents;

/// <summary>
/// Which shard an execution lives in: FNV-1a over the UTF-8 of its id, mixed so that the low bits depend on all of
/// it. Stored with every document, so it never changes.
/// </summary>
internal static class ShardHash
{
    public static int Of(ExecutionId id, int shards) => (int)(Of(id) % (ulong)shards);

    public static ulong Of(ExecutionId id)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in Encoding.UTF8.GetBytes(id.Value))
        {
            hash = (hash ^ unit) * 1099511628211UL;
        }

        hash ^= hash >> 33;
        hash *= 0xFF51AFD7ED558CCDUL;
        hash ^= hash >> 33;
        return hash;
    }
}
