using System.Text.Json.Serialization;
using AgentMonitor.Erasure;
using AgentMonitor.Rollups;
using AgentMonitor.State;

namespace AgentMonitor.Projection;

/// <summary>
/// The report of the last recount, kept with the small state: whichever process ran it, every other answers with it,
/// and so does one that was started since. It is shown until it is too old to prove anything.
/// </summary>
public sealed class LastRecount(IStateStore state, RetentionAges ages, TimeProvider clock) : IUserTraces
{
    private readonly StateValue<KeptRecount> _kept = new(
        state, StateKinds.Recounts, "last", RecountJson.Default.KeptRecount, () => KeptRecount.None);

    public async ValueTask<ReconcileReport?> FindAsync(CancellationToken cancellationToken) =>
        (await _kept.ReadAsync(cancellationToken).ConfigureAwait(false)).Value.Report is { } last && !IsOld(last) ? last.ToReport() : null;

    public async ValueTask SaveAsync(ReconcileReport report, CancellationToken cancellationToken) =>
        await _kept.ChangeAsync(_ => new KeptRecount(KeptReport.Of(report)), cancellationToken).ConfigureAwait(false);

    /// <summary>A report names the documents that differed, and those of users by their ids.</summary>
    public async ValueTask ForgetAsync(ForgottenUser user, CancellationToken cancellationToken) =>
        await _kept.ChangeAsync(kept => kept.Without(RollupScope.User(user.UserId).Value), cancellationToken).ConfigureAwait(false);

    /// <summary>Takes it away at its age.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken) =>
        await _kept.ChangeAsync(kept => kept.Report is { } last && IsOld(last) ? KeptRecount.None : kept, cancellationToken).ConfigureAwait(false);

    private bool IsOld(KeptReport last) => clock.GetUtcNow() - last.FinishedAt >= ages.Reports;
}

internal sealed record KeptRecount(KeptReport? Report)
{
    public static KeptRecount None { get; } = new((KeptReport?)null);

    public KeptRecount Without(string scope) => Report?.Differences.Any(difference => difference.Scope == scope) == true
        ? new KeptRecount(Report with { Differences = [.. Report.Differences.Where(difference => difference.Scope != scope)] })
        : this;
}

internal sealed record KeptReport(
    DateTimeOffset From,
    DateTimeOffset To,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    bool Repair,
    long Executions,
    long Documents,
    long Cells,
    long Drift,
    long RepairedCells,
    long MovedDocuments,
    IReadOnlyList<KeptDifference> Differences)
{
    public static KeptReport Of(ReconcileReport report) => new(
        report.From, report.To, report.StartedAt, report.FinishedAt, report.Repair, report.Executions, report.Documents,
        report.Cells, report.Drift, report.RepairedCells, report.MovedDocuments, [.. report.Differences.Select(KeptDifference.Of)]);

    public ReconcileReport ToReport() => new()
    {
        From = From,
        To = To,
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
        Repair = Repair,
        Executions = Executions,
        Documents = Documents,
        Cells = Cells,
        Drift = Drift,
        RepairedCells = RepairedCells,
        MovedDocuments = MovedDocuments,
        Differences = [.. Differences.Select(difference => difference.ToDifference())],
    };
}

internal sealed record KeptDifference(string Scope, Grain Grain, DateTimeOffset Start, string Cell, long Stored, long Recounted)
{
    public static KeptDifference Of(CellDifference difference) => new(
        difference.Key.Scope.Value, difference.Key.Bucket.Grain, difference.Key.Bucket.Start, difference.Cell,
        difference.Stored, difference.Recounted);

    public CellDifference ToDifference() =>
        new(new RollupKey(RollupScope.Parse(Scope), new TimeBucket(Grain, Start)), Cell, Stored, Recounted);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(KeptRecount))]
internal sealed partial class RecountJson : JsonSerializerContext;
