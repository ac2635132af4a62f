using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentMonitor.Executions;

namespace AgentMonitor.State;

/// <summary>A value and the version it was read at; <see cref="ETag"/> null: it is not stored yet.</summary>
public readonly record struct Versioned<T>(T Value, string? ETag);

/// <summary>One document as a value of a type, read and changed; as long as there is none it is <paramref name="initial"/>.</summary>
public sealed class StateValue<T>(IStateStore store, string kind, string id, JsonTypeInfo<T> type, Func<T> initial)
    where T : class
{
    // Whoever loses this often competes with something that writes all the time.
    private const int Tries = 30;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public async ValueTask<Versioned<T>> ReadAsync(CancellationToken cancellationToken) =>
        await store.FindAsync(kind, id, cancellationToken).ConfigureAwait(false) is { } stored
            ? new Versioned<T>(Value(stored), stored.ETag)
            : new Versioned<T>(initial(), null);

    /// <summary>The new ETag; null: the stored version is another one, and nothing has changed.</summary>
    public ValueTask<string?> TrySaveAsync(T value, string? etag, CancellationToken cancellationToken) =>
        store.TrySaveAsync(
            new StateDocument(kind, id, JsonSerializer.SerializeToUtf8Bytes(value, type), etag), cancellationToken);

    /// <summary>
    /// Reads, changes and saves, again from the start when somebody else was quicker; so <paramref name="change"/> may
    /// be called more than once, and must do nothing else. Where it answers what it was given, nothing is written.
    /// </summary>
    public async ValueTask<Versioned<T>> ChangeAsync(Func<T, T> change, CancellationToken cancellationToken)
    {
        for (var left = Tries; left > 0; left--)
        {
            var stored = await ReadAsync(cancellationToken).ConfigureAwait(false);
            var changed = change(stored.Value);
            if (ReferenceEquals(changed, stored.Value))
            {
                return stored;
            }

            if (await TrySaveAsync(changed, stored.ETag, cancellationToken).ConfigureAwait(false) is { } etag)
            {
                return new Versioned<T>(changed, etag);
            }
        }

        throw new StoreUnavailableException(
            StoreFault.Overloaded, "This is being changed by too many at once; send again later.", RetryAfter);
    }

    private T Value(StateDocument stored)
    {
        try
        {
            return JsonSerializer.Deserialize(stored.Utf8Json.Span, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw new StoreUnavailableException(
                StoreFault.Unavailable, $"What is stored under {kind} cannot be read; it was written by a newer version, or changed by hand.",
                RetryAfter, exception);
        }
    }
}
