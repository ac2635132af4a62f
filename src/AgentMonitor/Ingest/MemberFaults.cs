namespace AgentMonitor.Ingest;

/// <summary>What is wrong with the members of one record, each with a pointer to where.</summary>
internal sealed class MemberFaults
{
    private readonly List<Fault> _faults = [];

    /// <summary>The pointer of the object whose members are being read; "" for the record itself.</summary>
    public string Parent { get; set; } = "";

    /// <summary>The name of the member being read.</summary>
    public string Field { get; set; } = "";

    /// <summary>Of the member being read.</summary>
    public string Pointer => $"{Parent}/{Field}";

    public IReadOnlyList<Fault> All => _faults.Count == 0 ? [] : [.. _faults];

    public void Begin()
    {
        _faults.Clear();
        Parent = "";
    }

    public void Note(Fault fault) => _faults.Add(fault);

    /// <summary>Notes that a member is missing, unless it was there and wrong.</summary>
    public void Require(bool isThere, string field)
    {
        if (!isThere && !_faults.Exists(fault => fault.Pointer == "/" + field))
        {
            Note(Faults.Required("/" + field));
        }
    }
}
