using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentMonitor.Tests.Rollups;

public sealed class RollupTests
{
    private const CellParts AllParts =
        CellParts.Latency | CellParts.Users | CellParts.Sessions | CellParts.Quarters;

    [Fact]
    public void Merging_is_commutative() => ForAll((left, right, _) =>
        Encoded(Merged(Folded(left), Folded(right))).SequenceEqual(Encoded(Merged(Folded(right), Folded(left)))));

    [Fact]
    public void Merging_is_associative() => ForAll((a, b, c) =>
        Encoded(Merged(Merged(Folded(a), Folded(b)), Folded(c)))
            .SequenceEqual(Encoded(Merged(Folded(a), Merged(Folded(b), Folded(c))))));

    [Fact]
    public void An_empty_cell_changes_nothing() => ForAll((a, _, _) =>
        Encoded(Merged(Folded(a), new Rollup())).SequenceEqual(Encoded(Folded(a)))
        && Encoded(Merged(new Rollup(), Folded(a))).SequenceEqual(Encoded(Folded(a))));

    [Fact]
    public void Folding_all_is_merging_the_folds_of_the_parts() => ForAll((a, b, _) =>
        Encoded(Folded([.. a, .. b])).SequenceEqual(Encoded(Merged(Folded(a), Folded(b)))));

    [Fact]
    public void A_cell_reads_back_as_it_was_written() => ForAll((a, _, _) =>
    {
        var bytes = Encoded(Folded(a));
        var reader = new CompactReader(bytes);
        return Encoded(Rollup.Read(ref reader, out _)).SequenceEqual(bytes) && reader.IsAtEnd;
    });

    [Fact]
    public void Merging_leaves_the_other_cell_as_it_was() => ForAll((a, b, _) =>
    {
        var other = Folded(b);
        var before = Encoded(other);
        Merged(Merged(new Rollup(), other), Folded(a));
        return Encoded(other).SequenceEqual(before);
    });

    [Fact]
    public void A_cancelled_run_counts_its_cost_but_not_its_latency()
    {
        var cell = Folded([Some.Execution("a", status: ExecutionStatus.Cancelled)]);

        Assert.Equal(0, cell.Totals.Total);
        Assert.Null(cell.Totals.SuccessRate);
        Assert.Null(cell.Latency);
        Assert.Equal(new NanoUsd(350_000), cell.Totals.Cost);
        Assert.Equal(110, cell.Totals[Counter.TokensUsed]);
    }

    [Theory]
    [InlineData(null, 0, 0)]
    [InlineData(null, 60_000, 1)]
    [InlineData(null, 59_999, 1)]
    [InlineData(-1, 0, 0)]
    [InlineData(1, 7_200_000, 1)]
    [InlineData(1_439, 0, 1_439)]
    [InlineData(1_440, 0, 1_439)]
    [InlineData(null, long.MaxValue, 1_439)]
    public void An_execution_was_under_way_from_its_beginning_and_for_a_day_at_most(int? startedBefore, long durationMs, int minutes)
    {
        var execution = Some.Execution("a", durationMs: 0) with
        {
            StartedAt = startedBefore is { } before ? Some.Noon.AddMinutes(-before) : null,
            DurationMs = durationMs,
        };

        Assert.Equal(minutes, Contribution.Of(execution)!.MinutesUnderWay);
    }

    [Fact]
    public void An_execution_of_the_first_minute_ever_began_in_it()
    {
        var execution = Some.Execution("a", durationMs: 0) with { EndedAt = DateTimeOffset.MinValue.AddSeconds(5), DurationMs = 60_000 };

        Assert.Equal(0, Contribution.Of(execution)!.MinutesUnderWay);
    }

    [Fact]
    public void Marks_of_presence_merge_like_everything_else() => ForAll((a, b, _) =>
    {
        var (whole, left, right) = (Marked([.. a, .. b]), Marked(a), Marked(b));
        return Encoded(whole).SequenceEqual(Encoded(Merged(left, right))) && whole.Totals[Counter.Ended] == a.Length + b.Length;
    });

    [Fact]
    public void Sums_stop_at_the_top_instead_of_turning_negative()
    {
        var dear = Some.Execution("a") with { Cost = new NanoUsd(long.MaxValue) };

        var cell = Folded([dear, dear]);

        Assert.Equal(long.MaxValue, cell.Totals.Cost.Value);
    }

    [Fact]
    public void A_document_reads_back_as_it_was_written()
    {
        var document = new RollupDocument(new RollupKey(RollupScope.Agents, TimeBucket.Of(Grain.Hour, Some.Noon)), 0);
        document.Cell(CellName.All).Add(Contribution.Of(Some.Execution("a"))!, AllParts, "label");
        document.RaiseFence(3, 42);

        var read = RollupDocument.Decode(document.Key, 0, document.Encode().Span);

        Assert.True(document.Encode().Span.SequenceEqual(read.Encode().Span));
        Assert.True(read.IsApplied(3, 42));
        Assert.False(read.IsApplied(3, 43));
        Assert.False(read.IsApplied(4, 1));
    }

    [Fact]
    public void A_damaged_document_is_refused_not_misread()
    {
        var document = new RollupDocument(new RollupKey(RollupScope.Agents, TimeBucket.Of(Grain.Hour, Some.Noon)), 0);
        document.Cell(CellName.All).Add(Contribution.Of(Some.Execution("a"))!, AllParts);
        var bytes = document.Encode().ToArray();

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => RollupDocument.Decode(document.Key, 0, bytes.AsSpan(0, length)));
        }
    }

    private static Rollup Folded(IEnumerable<Execution> executions)
    {
        var cell = new Rollup();
        foreach (var execution in executions)
        {
            cell.Add(Contribution.Of(execution)!, AllParts, execution.ErrorMessage);
        }

        return cell;
    }

    private static Rollup Marked(IEnumerable<Execution> executions)
    {
        var cell = new Rollup();
        foreach (var execution in executions)
        {
            cell.Add(Contribution.Of(execution)!, CellParts.Presence);
        }

        return cell;
    }

    private static Rollup Merged(Rollup left, Rollup right)
    {
        left.Merge(right);
        return left;
    }

    private static byte[] Encoded(Rollup cell)
    {
        var writer = new CompactWriter();
        cell.Write(writer);
        return writer.ToArray();
    }

    private static void ForAll(Func<Execution[], Execution[], Execution[], bool> law)
    {
        var executions = Executions().ToArbitrary();
        Prop.ForAll(executions, executions, executions, law).QuickCheckThrowOnFailure();
    }

    private static Gen<Execution[]> Executions() =>
        (from status in Gen.Elements(ExecutionStatus.Success, ExecutionStatus.Failure, ExecutionStatus.Timeout, ExecutionStatus.Cancelled)
         from user in Gen.Elements("u1", "u2", "u3", null)
         from session in Gen.Elements("s1", "s2", null)
         from duration in Gen.Choose(-1, 100_000)
         from second in Gen.Choose(0, 7200)
         from cost in Gen.Choose(0, int.MaxValue)
         from outcome in Gen.Elements<GoalOutcome?>(null, GoalOutcome.GoalMissed, GoalOutcome.GoalReached)
         from error in Gen.Elements("a", "b", "c")
         select Some.Execution("x", status: status, user: user, session: session, durationMs: duration < 0 ? null : duration,
             endedAt: Some.Noon.AddSeconds(second), error: error) with
         {
             Cost = new NanoUsd(cost),
             Outcome = outcome,
             TtftMs = duration < 0 ? 17 : null,
         }).ArrayOf();
}
