using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Budgets;

/// <summary>
/// What the executions of one session cost in one period, from the session's list. A short list is read whole each
/// time. Of a long one the sum of what was recorded until <see cref="Settling"/> ago is remembered, and what came since
/// is read; the whole is read anew when prices change and now and then, since a record may reach its list late. To be
/// asked by one at a time.
/// </summary>
internal sealed class SessionSpending(
    IExecutionLists lists, string session, DateTimeOffset from, DateTimeOffset to, TimeProvider clock)
{
    /// <summary>Longer than it takes for a record to get into its list, unless something is amiss.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    /// <summary>Between two readings of the whole, or longer where one takes more than a hundredth of that.</summary>
    public static readonly TimeSpan WholeEvery = TimeSpan.FromMinutes(10);

    private const int PageSize = 200;

    private const int ShortPages = 5;

    private const int MostOfTime = 100;

    private readonly ExecutionFilter _all = new() { SessionId = session };

    private readonly ExecutionFilter _period = new() { SessionId = session, From = from, To = to };

    private Settled? _settled;

    public Task<Totals> ReadAsync(CostLens lens) =>
        _settled is { } settled && settled.Lens == lens.Number && clock.GetElapsedTime(settled.ReadAt) < settled.Lasts
            ? ReadSinceAsync(settled, lens)
            : ReadWholeAsync(lens);

    private async Task<Totals> ReadWholeAsync(CostLens lens)
    {
        var readAt = clock.GetTimestamp();
        var sum = new Sum(lens, _period, clock.GetUtcNow() - Settling);
        var pages = 0;
        string? cursor = null;
        do
        {
            var page = await lists.ListAsync(_period, cursor, PageSize, CancellationToken.None);
            foreach (var execution in page.Items)
            {
                sum.Add(execution);
            }

            cursor = page.NextCursor;
            pages++;
        }
        while (cursor is not null);

        var took = clock.GetElapsedTime(readAt);
        _settled = pages <= ShortPages
            ? null
            : new Settled(sum.Old, sum.Until, lens.Number, readAt, WholeEvery > took * MostOfTime ? WholeEvery : took * MostOfTime);
        return sum.All();
    }

    // The list goes by when executions were recorded, though not to the moment: where a whole page is older, the rest is.
    private async Task<Totals> ReadSinceAsync(Settled settled, CostLens lens)
    {
        var settling = clock.GetUtcNow() - Settling;
        var sum = new Sum(lens, _period, settling > settled.Until ? settling : settled.Until);
        sum.Old.Merge(settled.Totals);
        string? cursor = null;
        do
        {
            var page = await lists.ListAsync(_all, cursor, PageSize, CancellationToken.None);
            var isNew = page.Items.Count == 0;
            foreach (var execution in page.Items.Where(execution => execution.ReceivedAt >= settled.Until))
            {
                sum.Add(execution);
                isNew = true;
            }

            cursor = isNew ? page.NextCursor : null;
        }
        while (cursor is not null);

        _settled = settled with { Totals = sum.Old, Until = sum.Until };
        return sum.All();
    }

    /// <param name="Totals">Of what was recorded before <see cref="Until"/>.</param>
    private sealed record Settled(Totals Totals, DateTimeOffset Until, int Lens, long ReadAt, TimeSpan Lasts);

    private sealed class Sum(CostLens lens, ExecutionFilter filter, DateTimeOffset until)
    {
        private readonly Totals _new = new();

        public Totals Old { get; } = new();

        public DateTimeOffset Until => until;

        public void Add(Execution execution)
        {
            if (filter.Matches(execution))
            {
                Contribution.Of(execution, _ => 0, lens)?.Through(lens.Number).AddTo(execution.ReceivedAt < until ? Old : _new);
            }
        }

        public Totals All()
        {
            var all = new Totals();
            all.Merge(Old);
            all.Merge(_new);
            return all;
        }
    }
}
