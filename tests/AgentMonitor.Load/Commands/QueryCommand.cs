using System.CommandLine;
using AgentMonitor.Load.Runs;

namespace AgentMonitor.Load.Commands;

/// <summary>How fast the admin questions are answered, one at a time.</summary>
internal static class QueryCommand
{
    public static Command Create(Settings settings)
    {
        var count = new Option<int>("--count") { Description = "Times each question is asked.", DefaultValueFactory = _ => 500 };
        var user = new Option<string?>("--user") { Description = "Whose activity; default: a user behind an error." };
        var id = new Option<string?>("--id") { Description = "Which execution; default: one that failed." };
        var command = new Command("query", "Median and p99 of the admin answers.") { count, user, id };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var admin = settings.GetAdmin(result);
            await new QueryRun(admin, result.GetValue(count)).RunAsync(result.GetValue(user), result.GetValue(id), cancellationToken);
        });
        return command;
    }
}
