using AgentMonitor.Executions;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Rollups;

public sealed class RollupCellTests
{
    private const CellParts Parts = CellParts.Latency | CellParts.Users | CellParts.Sessions | CellParts.Quarters;

    private static readonly RollupKey Key = new(RollupScope.Agents, TimeBucket.Of(Grain.Hour, Some.Noon));

    [Fact]
    public void A_cell_that_nobody_asked_for_stays_in_its_stored_form_and_is_written_again_as_it_was()
    {
        var whole = Document("a", "b", "c");

        var read = RollupDocument.Decode(Key, 0, whole.Encode().Span);
        var stored = read.HeldBytes;
        Add(read, "b");
        Add(whole, "b");

        Assert.InRange(read.HeldBytes - stored, 1, (2 * whole.Cells["b"].HeldBytes) - 1);
        Assert.Equal(Convert.ToHexString(whole.Encode().Span), Convert.ToHexString(read.Encode().Span));
    }

    [Fact]
    public void What_it_holds_follows_its_cells_as_they_are_written_and_go()
    {
        var document = Document("a", "b", "c");
        document.Encode();
        Assert.Equal(document.Cells.Values.Sum(cell => (long)cell.HeldBytes), Cells(document));

        Add(document, "b");
        document.Cell("d").Users?.Add("x");
        document.Replace("a", null);
        document.Encode();
        Assert.Equal(document.Cells.Values.Sum(cell => (long)cell.HeldBytes), Cells(document));

        var half = document.SplitOff(1);
        document.Encode();
        half.Encode();
        Assert.Equal(document.Cells.Values.Sum(cell => (long)cell.HeldBytes), Cells(document));
        Assert.Equal(half.Cells.Values.Sum(cell => (long)cell.HeldBytes), Cells(half));

        // The cells alone, whatever the stored form takes.
        static long Cells(RollupDocument document) => ((RollupCells)document.Cells).HeldBytes;
    }

    [Fact]
    public void Changes_between_two_encodings_are_all_in_the_second()
    {
        var document = Document("a", "b");
        document.Encode();
        Add(document, "a");
        Add(document, "c");
        document.Replace("b", null);

        var read = RollupDocument.Decode(Key, 0, document.Encode().Span);

        Assert.Equal(["a", "c"], read.Cells.Keys);
        Assert.Equal([2, 1], read.Cells.Values.Select(cell => cell.Totals.Total));
    }

    // Few users that come again and again, so that distinct counts stand still in most steps, and then more than are
    // counted exactly.
    [Theory]
    [InlineData(4)]
    [InlineData(3_000)]
    public void Encoding_after_every_step_gives_what_encoding_once_gives(int users)
    {
        var random = new Random(users);
        var (stepwise, once) = (new RollupDocument(Key, 0), new RollupDocument(Key, 0));
        for (var step = 0; step < 4_000; step++)
        {
            var cell = $"cell-{random.Next(2)}";
            var execution = Some.Execution("x", user: $"user-{random.Next(users)}", session: $"session-{random.Next(2 * users)}");
            var contribution = Contribution.Of(execution)!;
            stepwise.Cell(cell).Add(contribution, Parts);
            once.Cell(cell).Add(contribution, Parts);
            if (random.Next(3) == 0)
            {
                stepwise.Encode();
            }

            if (random.Next(500) == 0)
            {
                stepwise = RollupDocument.Decode(Key, 0, stepwise.Encode().Span);
            }
        }

        Assert.Equal(Convert.ToHexString(once.Encode().Span), Convert.ToHexString(stepwise.Encode().Span));
    }

    [Fact]
    public void A_split_moves_cells_in_stored_form_too()
    {
        var document = RollupDocument.Decode(Key, 0, Document("a", "b", "c", "d").Encode().Span);

        var other = document.SplitOff(1);

        Assert.Equal(["a", "b"], RollupDocument.Decode(Key, 0, document.Encode().Span).Cells.Keys);
        Assert.Equal([1, 1], RollupDocument.Decode(Key, 1, other.Encode().Span).Cells.Values.Select(cell => cell.Totals.Total));
    }

    [Fact]
    public void Totals_by_themselves_are_those_of_the_cells()
    {
        var document = RollupDocument.Decode(Key, 0, Document("a", "b", "c").Encode().Span);
        Add(document, "b");
        var held = document.HeldBytes;

        var totals = document.ReadTotals(name => name != "c").ToDictionary(cell => cell.Key, cell => cell.Value.Total);

        Assert.Equal(held, document.HeldBytes);
        Assert.Equal(new() { ["a"] = 1, ["b"] = 2 }, totals);
    }

    [Fact]
    public void Totals_can_be_read_of_a_stored_document_unless_it_is_damaged_or_incomplete()
    {
        var document = Document("a", "b", "c");
        Add(document, "b");
        document.RaiseFence(3, 70_000);
        var bytes = document.Encode().ToArray();
        var read = new List<long>();

        Assert.True(RollupDocument.TryReadTotals(Key, bytes, name => !name.SequenceEqual("c"u8), totals => read.Add(totals.Total)));

        Assert.Equal([1, 2], read);
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 1;
            Assert.False(RollupDocument.TryReadTotals(Key, bytes, _ => true, _ => { }));
            bytes[at] ^= 1;
        }

        document.Empty(mark: 1, lens: 0);
        Assert.False(RollupDocument.TryReadTotals(Key, document.Encode().Span, _ => true, _ => { }));
    }

    [Theory]
    [InlineData("07", true)]
    [InlineData("model", false)]
    [InlineData("7", false)]
    public void The_hour_of_a_user_s_cell_is_read_from_its_bytes_too(string first, bool isHour)
    {
        var name = System.Text.Encoding.UTF8.GetBytes(first + "\u001f" + "agent");

        Assert.Equal((isHour, isHour ? 7 : 0), (CellName.TryUserHour(name, out var hour), isHour ? hour : 0));
    }

    [Fact]
    public void Only_cells_of_the_same_bytes_are_the_same()
    {
        var document = Document("a", "b");
        var before = RollupDocument.Decode(Key, 0, document.Encode().Span);
        Add(document, "b");
        Add(document, "c");
        var after = RollupDocument.Decode(Key, 0, document.Encode().Span);

        Assert.Equal([true, false, false, true], ((string[])["a", "b", "c", "d"]).Select(name => after.HasSame(name, before)));
        Add(after, "a");
        Assert.False(after.HasSame("a", before));
        Assert.False(before.HasSame("a", after));
    }

    [Fact]
    public void A_flipped_bit_never_does_more_than_damage()
    {
        var bytes = Document("a", "b").Encode().ToArray();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            var failure = Record.Exception(() => RollupDocument.Decode(Key, 0, flipped).Cells.Values.ToList());
            Assert.True(failure is null or InvalidDataException, $"bit {bit}: {failure}");
        }
    }

    private static RollupDocument Document(params string[] cells)
    {
        var document = new RollupDocument(Key, 0);
        foreach (var cell in cells)
        {
            Add(document, cell);
        }

        return document;
    }

    private static void Add(RollupDocument document, string cell) => document.Cell(cell).Add(
        Contribution.Of(Some.Execution("x", status: ExecutionStatus.Timeout, error: "e"))!,
        Parts,
        "label");
}
