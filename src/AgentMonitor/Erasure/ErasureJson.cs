using System.Text.Json.Serialization;

namespace AgentMonitor.Erasure;

/// <summary>How erasure is kept as state. Names and forms here are in stores: only ever add to them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErasureKey))]
[JsonSerializable(typeof(ErasedBatch))]
[JsonSerializable(typeof(ErasureProgress))]
internal sealed partial class ErasureJson : JsonSerializerContext;

/// <summary>Made once, at random.</summary>
internal sealed record ErasureKey(byte[] Key);

/// <summary>Keyed hashes of one user's erased executions and of their sessions, one after the other.</summary>
internal sealed record ErasedBatch(string UserHash, byte[] Executions, byte[] Sessions, DateTimeOffset At);

internal enum ErasureStep
{
    /// <summary>Something of the user may be left.</summary>
    Erasing,

    /// <summary>All is deleted; what is left of it in free space is not yet written over.</summary>
    Scrubbing,
    Done,
}

/// <summary>One user's erasure; <see cref="UserId"/> is there only as long as it is needed to go on after a crash.</summary>
internal sealed record ErasureProgress(
    string UserHash,
    string? UserId,
    DateTimeOffset At,
    IReadOnlyDictionary<int, long> Through,
    ErasureStep Step,
    int Documents)
{
    public DateTimeOffset? DoneAt { get; init; }
}
