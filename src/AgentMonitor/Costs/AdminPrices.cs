using AgentMonitor.State;

namespace AgentMonitor.Costs;

/// <summary>
/// Keeps the admin's own prices and puts them into the book, on top of what it held when this was made. Other processes
/// see them when they look again.
/// </summary>
public sealed class AdminPrices(IStateStore state, PriceBook book, TimeProvider clock)
{
    private readonly PriceTable _beneath = book.Current;

    private readonly StateValue<PriceSheet> _stored = new(
        state, StateKinds.Prices, "sheet", PriceSheetJson.Default.PriceSheet, () => PriceSheet.Empty);

    private readonly Lock _gate = new();

    private DateTimeOffset? _inBookSince;

    /// <summary>What holds without the admin's own entries: the built-in prices and those of the settings.</summary>
    public PriceTable Beneath => _beneath;

    /// <summary>The prices as they are kept now, which are in the book from here on.</summary>
    /// <exception cref="InvalidDataException">They make no sense on top of this version's; the book stays as it is.</exception>
    public async ValueTask<Versioned<PriceSheet>> ReadAsync(CancellationToken cancellationToken)
    {
        var stored = await _stored.ReadAsync(cancellationToken).ConfigureAwait(false);
        PutIntoBook(stored.Value);
        return stored;
    }

    /// <summary>Null: the stored version is not <paramref name="etag"/>, and nothing has changed.</summary>
    public async ValueTask<Versioned<PriceSheet>?> TrySaveAsync(
        IReadOnlyList<PriceEntry> entries, IReadOnlyDictionary<string, string> aliases, string? etag, CancellationToken cancellationToken)
    {
        var stored = await _stored.ReadAsync(cancellationToken).ConfigureAwait(false);
        var sheet = stored.Value.With(entries, aliases, clock.GetUtcNow());
        if (stored.ETag != etag || await _stored.TrySaveAsync(sheet, etag, cancellationToken).ConfigureAwait(false) is not { } saved)
        {
            return null;
        }

        PutIntoBook(sheet);
        return new Versioned<PriceSheet>(sheet, saved);
    }

    /// <summary>Whatever is stored.</summary>
    public async ValueTask<Versioned<PriceSheet>> SaveAsync(
        IReadOnlyList<PriceEntry> entries, IReadOnlyDictionary<string, string> aliases, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var saved = await _stored.ChangeAsync(sheet => sheet.With(entries, aliases, now), cancellationToken).ConfigureAwait(false);
        PutIntoBook(saved.Value);
        return saved;
    }

    // Who read earlier does not put older prices back.
    private void PutIntoBook(PriceSheet sheet)
    {
        lock (_gate)
        {
            if (sheet.ChangedAt is { } changed && !(_inBookSince > changed))
            {
                book.Replace(_beneath.With(sheet.Entries, sheet.Aliases));
                _inBookSince = changed;
            }
        }
    }
}
