using AgentMonitor.Http.Problems;
using AgentMonitor.Ingest;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Ingest;

/// <summary>What a refused record is called over HTTP.</summary>
internal static class IngestProblems
{
    public static Problem AllInvalid(IReadOnlyList<FaultDto> errors) => new(
        StatusCodes.Status400BadRequest, "all-invalid", "All invalid",
        "None of the records could be taken; each fault is listed with the index of its record.")
    {
        Errors = errors,
    };

    public static Problem Of(IngestOutcome outcome, IReadOnlyList<FaultDto> errors) => outcome switch
    {
        IngestOutcome.Conflict => new Problem(
            StatusCodes.Status409Conflict, "conflict", "Conflict",
            "An execution with this id is finished with other content, which stays as it is."),
        IngestOutcome.Malformed => Problem.Malformed,
        IngestOutcome.TooLarge => Problem.TooLarge,
        IngestOutcome.NotFound => Problem.NotFound("No execution has this id."),
        _ => Problem.Unprocessable([]),
    } with
    { Errors = errors };

    public static FaultDto[] Errors(IReadOnlyList<Fault> faults, string prefix)
    {
        var errors = new FaultDto[faults.Count];
        for (var index = 0; index < errors.Length; index++)
        {
            errors[index] = new FaultDto(prefix + faults[index].Pointer, faults[index].Code, faults[index].Message);
        }

        return errors;
    }
}
