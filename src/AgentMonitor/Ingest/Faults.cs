using System.Text.Json;

namespace AgentMonitor.Ingest;

/// <summary>The sentences. Positions and limits are named, what was sent never is.</summary>
internal static class Faults
{
    public static Fault NoRecords { get; } =
        new("", "no_records", "The request holds no records; send one object, an array of them, or one a line.");

    public static Fault InvalidUtf8 { get; } =
        new("", "invalid_utf8", "The record is not valid UTF-8; encode it as UTF-8.");

    public static Fault DuplicateKey { get; } =
        new("", "duplicate_key", "An object names a member twice; send each member once.");

    public static Fault LoneSurrogate { get; } =
        new("", "lone_surrogate", "A string holds half of a surrogate pair; cut text between characters only.");

    public static Fault NulCharacter { get; } =
        new("", "nul_character", "A string holds a NUL character; remove it.");

    public static Fault NumberNotFinite { get; } =
        new("", "number_not_finite", "A number is beyond what a double can hold; send it as a string or leave it out.");

    public static Fault NotAnObject { get; } = new("", "not_an_object", "A record must be a JSON object.");

    public static Fault Conflict { get; } = new(
        "", "conflict", "This execution is finished with other content, which stays; use a new execution_id for a new run.");

    public static Fault NotFound { get; } = new(
        "", "not_found", "No execution has this id; send its start first, or name its agent_name here.");

    public static Fault InvalidId { get; } = new(
        "/execution_id", "invalid_id", "An execution id is 1 to 128 characters long and has no control characters.");

    public static Fault InvalidIdempotencyKey { get; } = new(
        "", "invalid_idempotency_key",
        "The Idempotency-Key header, with the index of the record in an array, must be 1 to 128 characters long and have no control characters.");

    public static Fault OtherId { get; } = new(
        "/execution_id", "id_mismatch", "The execution_id differs from the one in the address; leave it out here.");

    public static Fault NotFinal { get; } = new(
        "/status", "not_final", "A completion needs a final status: success, failure, timeout or cancelled.");

    public static Fault NotJson(JsonException exception) => new(
        "", "not_json",
        $"The text is not valid JSON: see line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.");

    public static Fault TooDeep(int most) =>
        new("", "too_deep", $"The record is nested deeper than {most} levels; flatten it or send the inner part as a string.");

    public static Fault RecordTooLarge(int most) =>
        new("", "record_too_large", $"A record may be {most} bytes long; shorten its input_data or output_data.");

    public static Fault RequestTooLarge(int most) =>
        new("", "request_too_large", $"A request may be {most} bytes long after decompression; send smaller batches.");

    public static Fault TooManyRecords(int most) =>
        new("", "too_many_records", $"A request may hold {most} records; send smaller batches.");

    public static Fault Required(string pointer) => new(pointer, "required", "This member is required.");

    public static Fault WrongType(string pointer, string expected) =>
        new(pointer, "wrong_type", $"This member must be {expected}.");

    public static Fault UnknownValue(string pointer, string known) =>
        new(pointer, "unknown_value", $"This member must be one of: {known}.");

    public static Fault TooLong(string pointer, int most) =>
        new(pointer, "too_long", $"This text may be {most} characters long.");

    public static Fault Empty(string pointer) => new(pointer, "empty", "This text must not be empty.");

    public static Fault ControlCharacter(string pointer) =>
        new(pointer, "control_character", "This text holds a control character; remove it.");

    public static Fault NotAnInstant(string pointer) => new(
        pointer, "not_an_instant", "This member must be an RFC 3339 date and time, for example 2026-10-20T10:00:00.000Z.");

    public static Fault NotAnInteger(string pointer) =>
        new(pointer, "not_an_integer", "This number must be a whole one.");

    public static Fault Negative(string pointer) => new(pointer, "negative", "This number must not be negative.");

    public static Fault OutOfRange(string pointer, long least, long most) =>
        new(pointer, "out_of_range", $"This number must lie between {least} and {most}.");

    public static Fault TooMany(string pointer, int most) =>
        new(pointer, "too_many", $"This list may hold {most} items.");

    public static Fault TooOld(string pointer, TimeSpan retention) => new(
        pointer, "too_old",
        $"The execution ended more than {retention.TotalDays:0.##} days ago, which is longer than raw executions are kept; it is not stored.");
}
