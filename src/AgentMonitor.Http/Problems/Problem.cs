using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Problems;

/// <summary>Why a call was not done: a stable type, and a sentence a person can act on.</summary>
/// <param name="Slug">The last part of <c>type</c>; never changes, so that callers may go by it.</param>
internal sealed record Problem(int Status, string Slug, string Title, string Sentence)
{
    public const string TypePrefix = "urn:problem-type:agentmonitor:";

    public IReadOnlyList<FaultDto> Errors { get; init; } = [];

    public TimeSpan? RetryAfter { get; init; }

    public static Problem MethodNotAllowed { get; } = new(
        StatusCodes.Status405MethodNotAllowed, "method-not-allowed", "Method not allowed",
        "This address does not take that method; the Allow header lists those it takes.");

    public static Problem Malformed { get; } = new(
        StatusCodes.Status400BadRequest, "malformed", "Malformed request", "The request could not be read.");

    public static Problem TooLarge { get; } = new(
        StatusCodes.Status413PayloadTooLarge, "too-large", "Too large",
        "The request is larger than is taken, counted after decompression; send it in smaller parts.");

    public static Problem MediaType { get; } = new(
        StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Unsupported media type",
        "Send UTF-8 JSON and declare it as Content-Type: application/json, or application/x-ndjson for one record a line.");

    public static Problem Encoding { get; } = new(
        StatusCodes.Status415UnsupportedMediaType, "unsupported-encoding", "Unsupported content encoding",
        "Send the body as it is, or compressed once with gzip, deflate or br.");

    public static Problem BrokenEncoding { get; } = new(
        StatusCodes.Status400BadRequest, "broken-encoding", "Broken content encoding",
        "The body is not compressed as its Content-Encoding says, or it is cut off.");

    public static Problem TookTooLong { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "took-too-long", "Took too long",
        "A request may last only so long on this host, and this one was broken off; ask for less at once.");

    public static Problem Unknown { get; } = new(
        StatusCodes.Status500InternalServerError, "internal", "Internal error",
        "This is our fault; the log has the details under the trace id.");

    public static Problem NotFound(string sentence) =>
        new(StatusCodes.Status404NotFound, "not-found", "Not found", sentence);

    public static Problem Unprocessable(IReadOnlyList<FaultDto> faults) => new(
        StatusCodes.Status422UnprocessableEntity, "invalid", "Invalid", "Some values are not valid; all of them are listed.")
    {
        Errors = faults,
    };
}
