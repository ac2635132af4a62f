using System.Buffers.Text;
using System.Text;
using AgentMonitor.Executions;

namespace AgentMonitor.Cosmos.Documents;

/// <summary>
/// Names of documents: base64url of the original, since an id may hold no slash, backslash, question mark or hash and
/// travels in addresses. 128 characters of an execution id come to 512, of 1,023 allowed.
/// </summary>
internal static class ItemId
{
    private const string LateSuffix = ".late";

    public static string Of(ExecutionId id) => Of(id.Value);

    public static string Of(string name) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(name));

    /// <summary>The completion that came too late, beside its execution.</summary>
    public static string OfLate(ExecutionId id) => Of(id) + LateSuffix;

    public static string OfLetter(int shard, long lsn) => $"{shard}-{lsn}";
}
