using System.CommandLine;
using AgentMonitor.Load.Measure;
using AgentMonitor.Load.Runs;
using AgentMonitor.Load.Sessions;

namespace AgentMonitor.Load.Commands;

/// <summary>How fast exports are, what memory they take, and whether every execution is in them.</summary>
internal static class ExportCommand
{
    // Before anything that is filled in.
    private static readonly DateTimeOffset Beginning = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Command Create(Settings settings)
    {
        var formats = new Option<string[]>("--format")
        {
            Description = "One or more of csv, json, ndjson; default: all.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [.. ExportRun.Formats.Keys],
        };
        formats.AcceptOnlyFromAmong([.. ExportRun.Formats.Keys]);
        var hours = new Option<int?>("--hours") { Description = "Only what ended in the last hours; default: everything." };
        var pace = new Option<double>("--mb-per-second") { Description = "A client that reads no faster; default: as fast as it comes." };
        var process = new Option<int?>("--pid") { Description = "The server's process, whose memory is watched." };
        var command = new Command("export", "Read whole exports; fails where rows are missing or too many.") { formats, hours, pace, process };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var admin = settings.GetAdmin(result);
            var run = new ExportRun(admin, result.GetValue(pace));
            var from = Minute(DateTimeOffset.UtcNow).AddHours(-result.GetValue(hours) ?? 0);
            DateTimeOffset? since = result.GetValue(hours) is null ? null : from;
            var counted = await admin.TotalSinceAsync(since ?? Beginning, cancellationToken);
            var rows = new List<string[]>();
            var isGood = true;
            foreach (var format in result.GetValue(formats)!)
            {
                var before = result.GetValue(process) is { } pid ? ProcessFigures.Of(pid) : null;
                await using var memory = before is null ? null : MemoryWatch.Start(result.GetValue(process)!.Value);
                var exported = await run.RunAsync(format, since, cancellationToken);
                isGood &= exported.Rows == counted;
                rows.Add(Row(format, exported, before, memory));
            }

            LoadReport.Line("counted", counted, "N0");
            MarkdownTable.Print("Exports", ["format", "rows", "rows/s", "MB", "MB/s", "first byte ms", "RSS before, MB", "most", "after"], rows);
            return isGood ? 0 : 1;
        });
        return command;
    }

    private static string[] Row(string format, Exported exported, ProcessFigures? before, MemoryWatch? memory)
    {
        var seconds = exported.Elapsed.TotalSeconds;
        return
        [
            format,
            MarkdownTable.Number(exported.Rows),
            MarkdownTable.Number(exported.Rows / seconds),
            MarkdownTable.Number(exported.Bytes / 1e6, "N1"),
            MarkdownTable.Number(exported.Bytes / 1e6 / seconds, "N1"),
            MarkdownTable.Number(exported.ToFirstByte.TotalMilliseconds, "N1"),
            before is null ? "" : MarkdownTable.Number(before.Resident / 1e6),
            memory is null ? "" : MarkdownTable.Number(memory.MostMb),
            memory is null ? "" : MarkdownTable.Number(memory.LastMb),
        ];
    }

    private static DateTimeOffset Minute(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMinute));
}
