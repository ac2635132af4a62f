namespace AgentMonitor.Rollups;

/// <summary>
/// One cell: the totals of a set of executions, and those sketches that its place calls for. Merging is associative
/// and commutative, with the empty cell as identity; adding executions one by one or merging cells of them gives the
/// same cell to the byte.
/// </summary>
public sealed class Rollup
{
    private const int QuartersPerHour = 4;

    public Totals Totals { get; private init; } = new();

    public LatencySketch? Latency { get; private set; }

    /// <summary>Time to the first token.</summary>
    public LatencySketch? Ttft { get; private set; }

    public DistinctSketch? Users { get; private set; }

    public DistinctSketch? Sessions { get; private set; }

    /// <summary>
    /// In hour documents: the totals of each quarter, for time zones at half and quarter hours; null where empty.
    /// </summary>
    public Totals?[]? Quarters { get; private set; }

    /// <summary>A readable title, for error groups: the first in ordinal order of those seen.</summary>
    public string? Label { get; private set; }

    public void Add(Contribution contribution, CellParts parts, string? label = null)
    {
        if ((parts & CellParts.Presence) != 0)
        {
            AddPresence(parts, 1, 1);
            return;
        }

        contribution.AddTo(Totals);
        if ((parts & CellParts.Latency) != 0)
        {
            AddLatency(contribution);
        }

        if ((parts & CellParts.Users) != 0 && contribution.UserHash is { } user)
        {
            (Users ??= new DistinctSketch()).Add(user);
        }

        if ((parts & CellParts.Sessions) != 0 && contribution.SessionHash is { } session)
        {
            (Sessions ??= new DistinctSketch()).Add(session);
        }

        if ((parts & CellParts.Quarters) != 0)
        {
            contribution.AddTo(Quarter(contribution.Quarter));
        }

        Label = FirstOf(Label, label);
    }

    /// <summary>
    /// Adds executions of one quarter of an hour that were folded already, with every sketch: to the byte what adding
    /// each of them gives.
    /// </summary>
    public void AddFolded(Rollup folded, int quarter, CellParts parts, string? label)
    {
        if ((parts & CellParts.Presence) != 0)
        {
            AddPresence(parts, folded.Totals[Counter.Began], folded.Totals[Counter.Ended]);
            return;
        }

        Totals.Merge(folded.Totals);
        if ((parts & CellParts.Latency) != 0)
        {
            Latency = Merged(Latency, folded.Latency);
            Ttft = Merged(Ttft, folded.Ttft);
        }

        Users = (parts & CellParts.Users) != 0 ? Merged(Users, folded.Users) : Users;
        Sessions = (parts & CellParts.Sessions) != 0 ? Merged(Sessions, folded.Sessions) : Sessions;
        if ((parts & CellParts.Quarters) != 0)
        {
            Quarter(quarter).Merge(folded.Totals);
        }

        Label = FirstOf(Label, label);
    }

    public void Merge(Rollup other)
    {
        Totals.Merge(other.Totals);
        Latency = Merged(Latency, other.Latency);
        Ttft = Merged(Ttft, other.Ttft);
        Users = Merged(Users, other.Users);
        Sessions = Merged(Sessions, other.Sessions);
        Label = FirstOf(Label, other.Label);
        if (other.Quarters is { } quarters)
        {
            for (var i = 0; i < QuartersPerHour; i++)
            {
                if (quarters[i] is { } quarter)
                {
                    Quarter(i).Merge(quarter);
                }
            }
        }
    }

    /// <summary>The other's latency and nothing else of it.</summary>
    internal void MergeLatency(Rollup other)
    {
        Latency = Merged(Latency, other.Latency);
        Ttft = Merged(Ttft, other.Ttft);
    }

    /// <summary>About how much memory it takes.</summary>
    internal int HeldBytes =>
        (Totals.HeldBytes * (1 + (Quarters?.Length ?? 0)))
        + (Latency?.HeldBytes ?? 0) + (Ttft?.HeldBytes ?? 0) + (Users?.HeldBytes ?? 0) + (Sessions?.HeldBytes ?? 0);

    /// <summary>Rises whenever <see cref="Users"/> or <see cref="Sessions"/> change.</summary>
    internal long DistinctVersion => (Users?.Version ?? 0) + (Sessions?.Version ?? 0);

    internal void Write(CompactWriter writer) => Write(writer, [], out _);

    /// <summary>
    /// The distinct counts are most of a cell and seldom change: <paramref name="distinct"/>, unless empty, is how they
    /// were written at this version, and <paramref name="written"/> says where they are now.
    /// </summary>
    internal void Write(CompactWriter writer, ReadOnlySpan<byte> distinct, out Range written)
    {
        Totals.Write(writer);
        writer.WriteUnsigned((ulong)Held());
        Latency?.Write(writer);
        Ttft?.Write(writer);
        var begin = writer.Length;
        writer.WriteRaw(distinct);
        if (distinct.IsEmpty)
        {
            Users?.Write(writer);
            Sessions?.Write(writer);
        }

        written = begin..writer.Length;
        foreach (var quarter in Quarters ?? [])
        {
            (quarter ?? new Totals()).Write(writer);
        }

        if (Label is not null)
        {
            writer.WriteString(Label);
        }
    }

    /// <param name="distinct">Where in what is read the distinct counts are.</param>
    internal static Rollup Read(ref CompactReader reader, out Range distinct)
    {
        var rollup = new Rollup { Totals = Totals.Read(ref reader) };
        var held = (Part)reader.ReadUnsigned();
        rollup.Latency = (held & Part.Latency) != 0 ? LatencySketch.Read(ref reader) : null;
        rollup.Ttft = (held & Part.Ttft) != 0 ? LatencySketch.Read(ref reader) : null;
        var begin = reader.Position;
        rollup.Users = (held & Part.Users) != 0 ? DistinctSketch.Read(ref reader) : null;
        rollup.Sessions = (held & Part.Sessions) != 0 ? DistinctSketch.Read(ref reader) : null;
        distinct = begin..reader.Position;
        if ((held & Part.Quarters) != 0)
        {
            rollup.Quarters = new Totals?[QuartersPerHour];
            for (var i = 0; i < QuartersPerHour; i++)
            {
                var quarter = Totals.Read(ref reader);
                rollup.Quarters[i] = quarter.IsEmpty ? null : quarter;
            }
        }

        rollup.Label = (held & Part.Label) != 0 ? reader.ReadString() : null;
        return rollup;
    }

    private Totals Quarter(int quarter) => (Quarters ??= new Totals?[QuartersPerHour])[quarter] ??= new Totals();

    private void AddPresence(CellParts parts, long began, long ended)
    {
        Totals.Add(Counter.Began, (parts & CellParts.Began) != 0 ? began : 0);
        Totals.Add(Counter.Ended, (parts & CellParts.Ended) != 0 ? ended : 0);
    }

    private void AddLatency(Contribution contribution)
    {
        if (contribution.LatencyMs is { } latency)
        {
            (Latency ??= new LatencySketch()).Add(latency);
        }

        if (contribution.TtftMs is { } ttft)
        {
            (Ttft ??= new LatencySketch()).Add(ttft);
        }
    }

    private Part Held() =>
        (Latency is null ? 0 : Part.Latency) | (Ttft is null ? 0 : Part.Ttft)
        | (Users is null ? 0 : Part.Users) | (Sessions is null ? 0 : Part.Sessions)
        | (Quarters is null ? 0 : Part.Quarters) | (Label is null ? 0 : Part.Label);

    // A copy where there was none: the other document may be shared and read only.
    private static LatencySketch? Merged(LatencySketch? mine, LatencySketch? other)
    {
        if (mine is null || other is null)
        {
            return mine ?? other?.Copy();
        }

        mine.Merge(other);
        return mine;
    }

    private static DistinctSketch? Merged(DistinctSketch? mine, DistinctSketch? other)
    {
        if (mine is null || other is null)
        {
            return mine ?? other?.Copy();
        }

        mine.Merge(other);
        return mine;
    }

    private static string? FirstOf(string? left, string? right) =>
        left is null || right is null ? left ?? right : string.CompareOrdinal(left, right) <= 0 ? left : right;

    // Stored: new ones go at the end.
    [Flags]
    private enum Part
    {
        Latency = 1,
        Ttft = 2,
        Users = 4,
        Sessions = 8,
        Quarters = 16,
        Label = 32,
    }
}
