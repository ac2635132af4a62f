using System.Text.Json;
using AgentMonitor.Http.Problems;
using AgentMonitor.State;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Wire;

/// <summary>Configuration that is put in place of what there is, unless somebody else was quicker.</summary>
internal static class Configuration
{
    /// <summary>What can be wrong with putting it.</summary>
    public static int[] Problems { get; } = [400, 412, 413, 415, 422];

    /// <param name="read">What the body says, and everything that is wrong with it.</param>
    /// <param name="save">Whatever is stored.</param>
    /// <param name="trySave">Null: what is stored is of another version than this.</param>
    public static async Task PutAsync<TBody, TStored>(
        HttpContext context,
        Func<JsonElement, (TBody Value, IReadOnlyList<FaultDto> Faults)> read,
        Func<ValueTask<Versioned<TStored>>> readStored,
        Func<TBody, ValueTask<Versioned<TStored>>> save,
        Func<TBody, string?, ValueTask<Versioned<TStored>?>> trySave,
        Func<Versioned<TStored>, Task> answer)
    {
        using var body = await JsonBody.ReadOrAnswerAsync(context);
        if (body is null)
        {
            return;
        }

        var (value, faults) = read(body.RootElement);
        if (faults.Count > 0)
        {
            await ProblemAnswers.WriteAsync(context, Problem.Unprocessable(faults));
            return;
        }

        var stored = await readStored();
        var saved = EntityTag.Read(context, stored.ETag) switch
        {
            IfMatch.Any => await save(value),
            IfMatch.Matches => await trySave(value, stored.ETag),
            _ => null,
        };
        await (saved is { } known ? answer(known) : ProblemAnswers.WriteAsync(context, EntityTag.Moved));
    }
}
