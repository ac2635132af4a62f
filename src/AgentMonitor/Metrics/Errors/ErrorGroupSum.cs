using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Errors;

/// <summary>Groups by fingerprint, on top of a sum that others go on using: what is added to is copied first.</summary>
/// <param name="agent">Of this agent alone; null: of any.</param>
/// <param name="fingerprint">This group alone; null: any.</param>
internal sealed class ErrorGroupSum(string? agent, string? fingerprint, ErrorGroupSum? before)
{
    private readonly Dictionary<string, ErrorGroupBuilder> _own = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, ErrorGroupBuilder>> All =>
        before is null ? _own : _own.Concat(before.All.Where(group => !_own.ContainsKey(group.Key)));

    public void Add(RollupDocument document)
    {
        foreach (var (name, cell) in document.Cells)
        {
            var (found, of) = CellName.Split(name);
            if (of is not null && (agent is null || of == agent) && (fingerprint is null || found == fingerprint))
            {
                Own(found).Add(of, cell, document.Key.Bucket.Start);
            }
        }
    }

    private ErrorGroupBuilder? Find(string found) => _own.GetValueOrDefault(found) ?? before?.Find(found);

    private ErrorGroupBuilder Own(string found)
    {
        if (!_own.TryGetValue(found, out var group))
        {
            _own.Add(found, group = before?.Find(found)?.Copy() ?? new ErrorGroupBuilder());
        }

        return group;
    }
}
