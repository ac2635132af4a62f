using System.Text.Json.Serialization;
using AgentMonitor.Http.Measurement;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Wire;
using AgentMonitor.Ingest;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Ingest;

/// <summary>Writes what became of each record of an array or of lines.</summary>
internal static class BatchAnswer
{
    public static Task WriteAsync(HttpContext context, IReadOnlyList<IngestResult> results)
    {
        var figures = context.RequestServices.GetRequiredService<ApiFigures>();
        var items = new BatchItemDto[results.Count];
        var (accepted, duplicates, unreadable) = (0, 0, 0);
        for (var index = 0; index < items.Length; index++)
        {
            var result = results[index];
            var isAccepted = result.Outcome.IsAccepted();
            var isDuplicate = result.Outcome == IngestOutcome.Duplicate;
            duplicates += isDuplicate ? 1 : 0;
            accepted += isAccepted && !isDuplicate ? 1 : 0;
            unreadable += isAccepted || result.Outcome == IngestOutcome.Conflict ? 0 : 1;
            items[index] = BatchItemDto.From(index, result);
            figures.RecordEnded(items[index].Result);
        }

        if (unreadable == items.Length)
        {
            return ProblemAnswers.WriteAsync(context, IngestProblems.AllInvalid(ErrorsOf(results)));
        }

        var answer = new BatchDto(accepted, duplicates, items.Length - accepted - duplicates, items);
        return JsonAnswers.OkAsync(context, answer, WireJson.Default.BatchDto);
    }

    private static List<FaultDto> ErrorsOf(IReadOnlyList<IngestResult> results)
    {
        var errors = new List<FaultDto>();
        for (var index = 0; index < results.Count; index++)
        {
            errors.AddRange(IngestProblems.Errors(results[index].Faults, $"/{index}"));
        }

        return errors;
    }
}

/// <summary>Counts, and one item for each record, in order. The three counts add up to the items.</summary>
public sealed record BatchDto(int Accepted, int Duplicates, int Rejected, IReadOnlyList<BatchItemDto> Items);

/// <summary>One record. <see cref="Error"/> is null when it was taken; <see cref="Errors"/> lists them where there are several.</summary>
public sealed record BatchItemDto(int Index, string? ExecutionId, string Result, FaultDto? Error)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FaultDto>? Errors { get; init; }

    internal static BatchItemDto From(int index, IngestResult result)
    {
        var errors = result.Faults.Count == 0 ? [] : IngestProblems.Errors(result.Faults, "");
        return new BatchItemDto(
            index, result.Id?.Value, Results.Name(result.Outcome), errors.Length == 0 ? null : errors[0])
        {
            Errors = errors.Length > 1 ? errors : null,
        };
    }
}
