using AgentMonitor.Load.Measure;
using AgentMonitor.Load.Runs;
using AgentMonitor.Load.Servers;
using static AgentMonitor.Load.Sessions.MarkdownTable;

namespace AgentMonitor.Load.Sessions;

/// <summary>The admin questions over more and more history, at rest and while executions come in; and starting on it.</summary>
internal sealed class ReadingPart(SessionPlan plan)
{
    private const double IngestRate = 5_000;

    private const int Starts = 3;

    // As a page asks: now and then, not without a break.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    // By question, then by column.
    private readonly Dictionary<string, List<string>> _rows = [];

    private readonly List<string> _columns = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var history = Path.Combine(plan.Folder, "history");
        try
        {
            foreach (var level in plan.History)
            {
                await FillAsync(history, level, cancellationToken);
                await MeasureAsync(history, Number(level), cancellationToken);
            }
        }
        finally
        {
            if (Directory.Exists(history))
            {
                Directory.Delete(history, recursive: true);
            }
        }

        if (plan.Filled is { } filled)
        {
            await MeasureAsync(filled, "filled before", cancellationToken);
        }

        Print("Admin answers: median / p99 in ms", ["question", .. _columns], _rows.Select(row => (string[])[row.Key, .. row.Value]));
    }

    private async Task FillAsync(string folder, long level, CancellationToken cancellationToken)
    {
        await using var server = await ServerProcess.StartAsync(plan.Ours, folder, cancellationToken);
        var there = await server.Admin.TotalSinceAsync(DateTimeOffset.UtcNow.AddHours(-26), cancellationToken);
        if (there >= level)
        {
            return;
        }

        var check = await DriftCheck.StartAsync(server.Admin, cancellationToken);
        var load = await new Fill(server.Endpoint, plan.Records, level - there).RunAsync(cancellationToken);
        var drift = await check.FinishAsync(load, cancellationToken);
        plan.Expect(load.IsGood && drift.IsExact, $"filling to {Number(level)}");
        Console.Error.WriteLine($"filled to {Number(level)}: {Number(load.Acknowledged / load.Elapsed.TotalSeconds)}/s");
    }

    private async Task MeasureAsync(string folder, string level, CancellationToken cancellationToken)
    {
        var starts = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            await using var started = await ServerProcess.StartAsync(plan.Ours, folder, cancellationToken);
            starts.Add(started.ToReady.TotalMilliseconds);
        }

        await using var server = await ServerProcess.StartAsync(plan.Ours, folder, cancellationToken);
        var questions = (await AdminQuestions.ListAsync(server.Admin, null, null, cancellationToken)).Only(plan.Only);
        await BudgetsToAsk.EnsureAsync(server.Admin, questions, cancellationToken);
        _columns.Add($"{level}, at rest");
        await AskAsync(server, questions, cancellationToken);
        Add("start to ready", Number(starts.Median()));
        Add("resident memory after it, MB", Number(server.Figures.Resident / 1e6));

        _columns.Add($"{level}, {Number(IngestRate)}/s coming in");
        var ingest = new SteadyRun(server.Endpoint, plan.Records(_ => DateTime.UtcNow), LoadShape.Of("single", 64, 1), IngestRate);
        var posted = await WithIngest.RunAsync(ingest, () => AskAsync(server, questions, cancellationToken));
        plan.Expect(WithIngest.WasTaken(posted), $"{Number(IngestRate)}/s taken while asking at {level}");
        Add("start to ready", "");
        Add("resident memory after it, MB", Number(server.Figures.Resident / 1e6));
    }

    private async Task AskAsync(ServerProcess server, IReadOnlyList<AdminQuestion> questions, CancellationToken cancellationToken)
    {
        var run = new QueryRun(server.Admin, plan.Questions, Pause);
        foreach (var question in questions)
        {
            Add(question.Name, Shown(await run.MeasureAsync(question, cancellationToken)));
        }
    }

    private static string Shown(LatencyHistogram latency) =>
        $"{Number(latency.QuantileMs(0.5), "N1")} / {Number(latency.QuantileMs(0.99), "N1")}";

    private void Add(string question, string value)
    {
        if (!_rows.TryGetValue(question, out var row))
        {
            _rows.Add(question, row = []);
        }

        row.Add(value);
    }
}
