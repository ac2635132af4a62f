using System.CommandLine;
using AgentMonitor.Load.Measure;
using AgentMonitor.Load.Runs;

namespace AgentMonitor.Load.Commands;

/// <summary>How fast the admin questions are answered, at rest or while executions come in.</summary>
internal static class QueryCommand
{
    public static Command Create(Settings settings)
    {
        var shape = new ShapeOptions();
        var count = new Option<int>("--count") { Description = "Times each question is asked.", DefaultValueFactory = _ => 500 };
        var pause = new Option<int>("--pause") { Description = "Milliseconds between two questions." };
        var user = new Option<string?>("--user") { Description = "Whose activity; default: a user behind an error." };
        var id = new Option<string?>("--id") { Description = "Which execution; default: one that failed." };
        var rate = new Option<double>("--rate") { Description = "Executions a second that are posted meanwhile." };
        var only = OnlyOption.Create();
        var command = new Command("query", "Median and p99 of the admin answers.") { count, pause, user, id, rate, only };
        shape.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var admin = settings.GetAdmin(result);
            var all = await AdminQuestions.ListAsync(admin, result.GetValue(user), result.GetValue(id), cancellationToken);
            var questions = all.Only(result.GetValue(only)!);
            var run = new QueryRun(admin, result.GetValue(count), TimeSpan.FromMilliseconds(result.GetValue(pause)));
            var steady = new SteadyRun(
                settings.Endpoint(result), settings.Records(result, _ => DateTime.UtcNow), shape.Read(result), result.GetValue(rate));
            if (result.GetValue(rate) <= 0)
            {
                await AskAsync(run, questions, cancellationToken);
                return 0;
            }

            var posted = await WithIngest.RunAsync(steady, () => AskAsync(run, questions, cancellationToken));
            LoadReport.Print(posted, posted.Elapsed);
            return WithIngest.WasTaken(posted) ? 0 : 1;
        });
        return command;
    }

    private static async Task AskAsync(QueryRun run, IReadOnlyList<AdminQuestion> questions, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{"route",-60} {"median ms",10} {"p99 ms",10}");
        foreach (var question in questions)
        {
            var latency = await run.MeasureAsync(question, cancellationToken);
            Console.WriteLine(FormattableString.Invariant($"{question.Name,-60} {latency.QuantileMs(0.5),10:N2} {latency.QuantileMs(0.99),10:N2}"));
        }
    }
}
