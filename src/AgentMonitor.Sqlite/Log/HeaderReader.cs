using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// Reads what <see cref="HeaderWriter"/> wrote, without content; anything else is an
/// <see cref="InvalidDataException"/>.
/// </summary>
internal ref struct HeaderReader
{
    private CompactReader _bytes;
    private readonly HeaderParts _parts;
    private long _receivedAt;

    private HeaderReader(ReadOnlySpan<byte> header)
    {
        _bytes = new CompactReader(header);
        if (_bytes.ReadUnsigned() is var version && version != HeaderWriter.Version)
        {
            throw new InvalidDataException($"A stored record has format {version}; this version reads {HeaderWriter.Version}.");
        }

        _parts = (HeaderParts)_bytes.ReadUnsigned();
        if ((_parts & ~HeaderParts.All) != 0)
        {
            throw _bytes.Invalid("the record has members that this version does not know");
        }
    }

    public static Execution Read(ReadOnlySpan<byte> header)
    {
        var reader = new HeaderReader(header);
        var execution = reader.ReadMembers();
        reader._bytes.ReadEnd();
        return execution;
    }

    // Initialisers run in the order they are written in, and that is the order on disk.
    private Execution ReadMembers() => new()
    {
        Id = new ExecutionId(_bytes.ReadString()),
        AgentName = ReadName(),
        Status = (ExecutionStatus)_bytes.ReadAtMost((long)ExecutionStatus.Cancelled, "a status"),
        Flags = (ExecutionFlags)_bytes.ReadAtMost(int.MaxValue, "the flags"),
        ContentHash = _bytes.ReadString(),
        ReceivedAt = new DateTimeOffset(_receivedAt = _bytes.ReadAtMost(DateTimeOffset.MaxValue.Ticks, "an instant"), TimeSpan.Zero),
        CreatedAt = ReadInstant(),
        StartedAt = Has(HeaderParts.StartedAt) ? ReadInstant() : null,
        EndedAt = Has(HeaderParts.EndedAt) ? ReadInstant() : null,
        DeadlineAt = Has(HeaderParts.DeadlineAt) ? ReadInstant() : null,
        RequestId = ReadText(HeaderParts.RequestId),
        Attempt = Has(HeaderParts.Attempt) ? ReadAttempt() : 1,
        AgentVersion = ReadName(HeaderParts.AgentVersion),
        UserId = ReadText(HeaderParts.UserId),
        UserName = ReadText(HeaderParts.UserName),
        SessionId = ReadText(HeaderParts.SessionId),
        ParentExecutionId = ReadText(HeaderParts.ParentExecutionId),
        TraceId = ReadText(HeaderParts.TraceId),
        SpanId = ReadText(HeaderParts.SpanId),
        DurationMs = ReadNumber(HeaderParts.DurationMs),
        TtftMs = ReadNumber(HeaderParts.TtftMs),
        TimeoutMs = ReadNumber(HeaderParts.TimeoutMs),
        Model = ReadName(HeaderParts.Model),
        Provider = ReadName(HeaderParts.Provider),
        TokensUsed = ReadNumber(HeaderParts.TokensUsed),
        Usage = Has(HeaderParts.Usage) ? ReadUsage() : null,
        Cost = ReadNumber(HeaderParts.Cost) is { } cost ? new NanoUsd(cost) : null,
        CostComputed = Has(HeaderParts.CostComputed),
        ErrorMessage = ReadName(HeaderParts.ErrorMessage),
        ErrorType = ReadName(HeaderParts.ErrorType),
        ErrorFingerprint = ReadName(HeaderParts.ErrorFingerprint),
        Escalation = Has(HeaderParts.Escalation) ? ReadEscalation() : null,
        Outcome = Has(HeaderParts.Outcome) ? (GoalOutcome)ReadWord((int)GoalOutcome.GoalMissed) : null,
        Feature = ReadName(HeaderParts.Feature),
        Variant = ReadName(HeaderParts.Variant),
        Language = ReadName(HeaderParts.Language),
        Region = ReadName(HeaderParts.Region),
        Environment = ReadName(HeaderParts.Environment),
        Tags = Has(HeaderParts.Tags) ? ReadTags() : [],
        Client = Has(HeaderParts.ClientAddressHash | HeaderParts.UserAgent) ? ReadClient() : null,
        Erased = Has(HeaderParts.Erased) ? ReadErased() : null,
    };

    private readonly bool Has(HeaderParts part) => (_parts & part) != 0;

    private string? ReadText(HeaderParts part) => Has(part) ? _bytes.ReadString() : null;

    private string? ReadName(HeaderParts part) => Has(part) ? ReadName() : null;

    private long? ReadNumber(HeaderParts part) => Has(part) ? _bytes.ReadSigned() : null;

    // A second reader looks ahead, so that a name that is not pooled is read as any other text.
    private string ReadName()
    {
        var ahead = _bytes;
        if (NamePool.Find(ahead.ReadBytes()) is not { } name)
        {
            return _bytes.ReadString();
        }

        _bytes = ahead;
        return name;
    }

    private DateTimeOffset ReadInstant()
    {
        var way = _bytes.ReadSigned();
        if (way < -_receivedAt || way > DateTimeOffset.MaxValue.Ticks - _receivedAt)
        {
            throw _bytes.Invalid("an instant lies outside the calendar");
        }

        return new DateTimeOffset(_receivedAt + way, TimeSpan.Zero);
    }

    private int ReadAttempt() =>
        _bytes.ReadSigned() is >= int.MinValue and <= int.MaxValue and var attempt
            ? (int)attempt
            : throw _bytes.Invalid("an attempt is out of range");

    private TokenUsage ReadUsage() => new(
        _bytes.ReadSigned(), _bytes.ReadSigned(), _bytes.ReadSigned(), _bytes.ReadSigned(), _bytes.ReadSigned());

    // Two members under one object, so they are read in one place.
    private Escalation ReadEscalation() => new(
        (EscalationState)ReadWord((int)EscalationState.Resolved),
        Has(HeaderParts.EscalationSeverity) ? (EscalationSeverity)ReadWord((int)EscalationSeverity.Critical) : null);

    private ClientInfo ReadClient() => new(ReadText(HeaderParts.ClientAddressHash), ReadName(HeaderParts.UserAgent));

    private int ReadWord(int last) =>
        _bytes.ReadSigned() is >= 0 and var word && word <= last ? (int)word : throw _bytes.Invalid($"{last} is the last word");

    private string[] ReadTags()
    {
        var tags = new string[_bytes.ReadCount()];
        for (var i = 0; i < tags.Length; i++)
        {
            tags[i] = _bytes.ReadString();
        }

        return tags;
    }

    private ErasedTraces ReadErased()
    {
        var parts = _bytes.ReadAtMost(7, "the parts of an erased record");
        return new ErasedTraces(
            (parts & 1) != 0 ? _bytes.ReadUnsigned() : null,
            (parts & 2) != 0 ? _bytes.ReadUnsigned() : null,
            (parts & 4) != 0 ? _bytes.ReadString() : null);
    }
}
