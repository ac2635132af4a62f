using AgentMonitor.Erasure;
using AgentMonitor.Escalations;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.TestKit;

/// <summary>A store with whoever projects it, recounts it and forgets its users, for tests that see to each step.</summary>
public sealed class Forgetful : IDisposable
{
    private readonly IStore _store;

    /// <param name="traces">Whoever knows users besides the store and its escalations.</param>
    public Forgetful(IStore store, TimeProvider clock, IProjectedPosition? position = null, params IReadOnlyList<IUserTraces> traces)
    {
        _store = store;
        var erasures = new ErasureRecords(store.State, store.Erased, clock);
        Projector = new Projector(store.Rollups, new NoLiveUpdates(), erasures: erasures, letters: store.DeadLetters);
        position ??= new AllProjected(clock, () => store.Feed.End);
        Reconciler = new Reconciler(store.Rollups, store.History, position, clock, RetentionAges.Default, erasures: erasures);
        Forgetting = new Forgetting(
            store.Erasure, new UserDays(store.UserDocuments, store.Lists, Reconciler),
            [new EscalationQueue(store.Escalations, store.State, clock, RetentionAges.Default), .. traces], position, erasures, RetentionAges.Default, clock);
    }

    public Projector Projector { get; }

    public Reconciler Reconciler { get; }

    public Forgetting Forgetting { get; }

    public async Task ProjectAsync(int limit = 10_000)
    {
        FeedPage page;
        do
        {
            var position = await _store.Feed.ProjectedAsync(CancellationToken.None);
            page = await _store.Feed.ReadAsync(position, limit, CancellationToken.None);
            await Projector.ProjectAsync(page, CancellationToken.None);
        }
        while (page.Position < _store.Feed.End);
    }

    /// <summary>Every cell of every document but those of users, in its stored form.</summary>
    public async Task<SortedDictionary<string, string>> TotalsAsync()
    {
        var documents = await _store.Rollups.ReadAllAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, CancellationToken.None);
        var totals = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in documents.Where(document => document.Key.Scope.UserId is null))
        {
            foreach (var (name, cell) in document.Cells)
            {
                var alone = new RollupDocument(document.Key, slice: 0);
                alone.Cell(name).Merge(cell);
                totals.Add($"{document.Key} {name}", Convert.ToHexString(alone.Encode().Span));
            }
        }

        return totals;
    }

    public void Dispose() => Forgetting.Dispose();
}
