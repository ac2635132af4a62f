using System.Text.Json.Serialization;

namespace AgentMonitor.Http.Problems;

/// <summary>Problem details (RFC 9457), the body of every answer from 400 up.</summary>
public sealed record ProblemDto(
    string Type,
    string Title,
    int Status,
    string Detail,
    IReadOnlyList<FaultDto> Errors,
    [property: JsonPropertyName("traceId")] string TraceId);

/// <summary>One thing that is wrong, and where: a JSON pointer into the body, or a parameter's name.</summary>
public sealed record FaultDto(string Pointer, string Code, string Message);
