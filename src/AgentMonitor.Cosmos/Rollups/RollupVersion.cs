using AgentMonitor.Cosmos.Documents;

namespace AgentMonitor.Cosmos.Rollups;

/// <summary>A root's version together with the parts that it names, carried as a document's ETag.</summary>
internal sealed record RollupVersion(string ETag, IReadOnlyList<string> Parts)
{
    public static RollupVersion Of(RollupItem root) => new(root.ETag ?? "", root.Parts ?? []);

    public static RollupVersion Parse(string text)
    {
        var pieces = text.Split('|');
        return new RollupVersion(pieces[0], pieces[1..]);
    }

    public override string ToString() => Parts.Count == 0 ? ETag : $"{ETag}|{string.Join('|', Parts)}";
}
