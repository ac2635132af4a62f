using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics;

/// <summary>Which of a document's cells are wanted: merging the others is most of the work where many are kept.</summary>
public readonly record struct CellFilter
{
    private readonly Kind _kind;

    private readonly string? _text;

    private CellFilter(Kind kind, string? text) => (_kind, _text) = (kind, text);

    public static CellFilter All => default;

    public static CellFilter Only(string name) => new(Kind.Only, name);

    /// <summary>In the models' documents: every model as a whole.</summary>
    public static CellFilter Models => new(Kind.Without, CellName.ModelAgent("", ""));

    /// <summary>In the models' documents: every model with this agent.</summary>
    public static CellFilter ModelsOf(string agent) => new(Kind.EndsWith, CellName.ModelAgent("", agent));

    /// <summary>In the models' documents: this model with every agent.</summary>
    public static CellFilter AgentsOf(string model) => new(Kind.StartsWith, CellName.ModelAgent(model, ""));

    /// <summary>In the audience: every region.</summary>
    public static CellFilter Regions => new(Kind.StartsWith, CellName.Region(""));

    /// <summary>The name of the one cell that is wanted; null where several may be.</summary>
    public string? Name => _kind == Kind.Only ? _text : null;

    public bool Takes(string name) => _kind switch
    {
        Kind.Only => name == _text,
        Kind.Without => !name.Contains(_text!, StringComparison.Ordinal),
        Kind.StartsWith => name.StartsWith(_text!, StringComparison.Ordinal),
        Kind.EndsWith => name.EndsWith(_text!, StringComparison.Ordinal),
        _ => true,
    };

    private enum Kind
    {
        All,
        Only,
        Without,
        StartsWith,
        EndsWith,
    }
}
