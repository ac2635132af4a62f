namespace AgentMonitor.Ingest.Json;

/// <summary>Sorts the members of an object by the bytes of their names, which also shows duplicates.</summary>
internal sealed class MemberOrder
{
    private readonly JsonTape _tape;
    private readonly Comparison<int> _byName;
    private int[] _members = new int[64];

    public MemberOrder(JsonTape tape)
    {
        _tape = tape;
        _byName = Compare;
    }

    /// <summary>False when two members have the same name.</summary>
    public bool Sort(int node)
    {
        var members = Gather(_tape[node].FirstChild, out var sorted);
        if (sorted)
        {
            return true;
        }

        members.Sort(_byName);
        _tape[node].FirstChild = members[0];
        for (var i = 1; i < members.Length; i++)
        {
            if (Compare(members[i - 1], members[i]) == 0)
            {
                return false;
            }

            _tape[members[i - 1]].Next = members[i];
        }

        _tape[members[^1]].Next = 0;
        return true;
    }

    private Span<int> Gather(int member, out bool sorted)
    {
        sorted = true;
        var count = 0;
        for (; member != 0; member = _tape[member].Next)
        {
            if (count == _members.Length)
            {
                Array.Resize(ref _members, count * 2);
            }

            sorted = sorted && (count == 0 || Compare(_members[count - 1], member) < 0);
            _members[count++] = member;
        }

        return _members.AsSpan(0, count);
    }

    private int Compare(int left, int right) => _tape.Name(left).SequenceCompareTo(_tape.Name(right));
}
