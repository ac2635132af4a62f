using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Rollups;
using AgentMonitor.State;
using AgentMonitor.Users;

namespace AgentMonitor.Escalations;

/// <summary>
/// What waits for a person, and where admins have put it. A move goes into the state first, which nothing that is
/// projected anew can touch, and from there over the view: at once, and again at the first question of every start, in
/// case the view was made anew or a crash came in between.
/// </summary>
public sealed class EscalationQueue(IEscalations escalations, IStateStore state, TimeProvider clock, RetentionAges ages)
    : IUserTraces
{
    private const int AtOnce = 200;

    private static readonly TimeSpan WaitsWithin = TimeSpan.FromHours(24);

    private volatile bool _isMoved;

    public async ValueTask<EscalationPage> ListAsync(
        EscalationFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        await EnsureMovedAsync(cancellationToken);
        return await escalations.ListAsync(filter, cursor, limit, cancellationToken);
    }

    /// <summary>How many there are; waits of what is open or was raised within a day.</summary>
    /// <param name="zone">Decides when today began.</param>
    public async ValueTask<EscalationCounts> CountAsync(TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        await EnsureMovedAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return await escalations.CountAsync(now, LocalDay.Start(now, zone), now - WaitsWithin, cancellationToken);
    }

    /// <summary>How many were raised by then and are taken up by nobody.</summary>
    public async ValueTask<long> WaitingAsync(DateTimeOffset raisedBy, CancellationToken cancellationToken)
    {
        var waiting = 0L;
        await foreach (var entry in AllAsync(new EscalationFilter(EscalationState.Pending), cancellationToken))
        {
            waiting += entry.RaisedAt <= raisedBy ? 1 : 0;
        }

        return waiting;
    }

    /// <summary>The escalation as it stands then; null where the execution is not one.</summary>
    public async ValueTask<EscalationEntry?> MoveAsync(
        string executionId, EscalationState to, string? note, CancellationToken cancellationToken)
    {
        await EnsureMovedAsync(cancellationToken);
        if (await escalations.FindAsync(executionId, cancellationToken) is not { } stands)
        {
            return null;
        }

        // Who was faster has moved it already: then this is a move from there.
        var moved = await Moves(executionId).ChangeAsync(
            kept => new KeptMove(EscalationMove.Of(stands with { Move = kept.Move ?? stands.Move }, to, note, clock.GetUtcNow())),
            cancellationToken);
        await escalations.ApplyAsync(executionId, moved.Value.Move!, cancellationToken);
        return stands with { Move = moved.Value.Move };
    }

    /// <summary>Deletes moves of what is no longer kept; how many.</summary>
    public async ValueTask<int> SweepAsync(CancellationToken cancellationToken)
    {
        var old = (await state.ListAsync(StateKinds.Escalations, cancellationToken)).Where(document => !IsKept(Read(document))).ToList();
        foreach (var document in old)
        {
            await state.DeleteAsync(document.Kind, document.Id, cancellationToken);
        }

        return old.Count;
    }

    /// <summary>
    /// Deletes what the user's executions raised; the moves first, since they are found through it. From notes on others
    /// the user's id goes.
    /// </summary>
    public async ValueTask ForgetAsync(ForgottenUser user, CancellationToken cancellationToken)
    {
        await foreach (var entry in AllAsync(new EscalationFilter(), cancellationToken))
        {
            if (entry.Raised.UserId == user.UserId)
            {
                await state.DeleteAsync(StateKinds.Escalations, entry.ExecutionId, cancellationToken);
            }
            else if (entry.Move?.Note is { } note && !ReferenceEquals(ErasedText.Of(note, user.UserId), note))
            {
                await ForgetNoteAsync(entry.ExecutionId, user.UserId, cancellationToken);
            }
        }

        await escalations.ForgetAsync(user.UserId, cancellationToken);
    }

    private async ValueTask ForgetNoteAsync(string executionId, string userId, CancellationToken cancellationToken)
    {
        var changed = await Moves(executionId).ChangeAsync(
            kept => kept.Move is { Note: { } note } move ? new KeptMove(move with { Note = ErasedText.Of(note, userId) }) : kept, cancellationToken);
        if (changed.Value.Move is { } without)
        {
            await escalations.ApplyAsync(executionId, without, cancellationToken);
        }
    }

    private async IAsyncEnumerable<EscalationEntry> AllAsync(
        EscalationFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await ListAsync(filter, cursor, AtOnce, cancellationToken);
            foreach (var entry in page.Items)
            {
                yield return entry;
            }

            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    // Moving again what is moved changes nothing, so two that come first do no harm.
    private async ValueTask EnsureMovedAsync(CancellationToken cancellationToken)
    {
        if (!_isMoved)
        {
            await MoveAgainAsync(cancellationToken);
            _isMoved = true;
        }
    }

    private async ValueTask MoveAgainAsync(CancellationToken cancellationToken)
    {
        foreach (var document in await state.ListAsync(StateKinds.Escalations, cancellationToken))
        {
            if (Read(document) is { } move && IsKept(move))
            {
                await escalations.ApplyAsync(document.Id, move, cancellationToken);
            }
            else
            {
                await state.DeleteAsync(document.Kind, document.Id, cancellationToken);
            }
        }
    }

    // An execution was raised before it was moved, and is gone once its move is that old.
    private bool IsKept(EscalationMove? move) => move?.MovedAt >= clock.GetUtcNow() - ages.Raw;

    private StateValue<KeptMove> Moves(string executionId) => new(
        state, StateKinds.Escalations, executionId, EscalationJson.Default.KeptMove, () => new KeptMove(null));

    // One that cannot be read does not stand in the way of the others.
    private static EscalationMove? Read(StateDocument document)
    {
        try
        {
            return JsonSerializer.Deserialize(document.Utf8Json.Span, EscalationJson.Default.KeptMove)?.Move;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record KeptMove(EscalationMove? Move);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(KeptMove))]
internal sealed partial class EscalationJson : JsonSerializerContext;
