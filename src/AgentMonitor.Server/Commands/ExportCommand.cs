using System.CommandLine;
using System.Globalization;
using AgentMonitor.Executions;
using AgentMonitor.Http.Export;
using AgentMonitor.Server.Exports;
using AgentMonitor.Server.Folder;
using AgentMonitor.Server.Hosting;
using AgentMonitor.Server.Settings;

namespace AgentMonitor.Server.Commands;

/// <summary><c>export FILE</c>: writes executions to a file, through the running server if there is one.</summary>
internal static class ExportCommand
{
    private static readonly Argument<FileInfo> Target = new("FILE")
    {
        Description = "Where to; an existing file is replaced once the new one is whole.",
    };

    private static readonly Option<string?> Format = new Option<string?>("--format")
    {
        Description = "How: csv, json or ndjson. [default: as FILE ends]",
    }.AcceptOnlyFromAmong([.. ExportFormat.Names]);

    private static readonly Option<string?> Agent = new("--agent") { Description = "Only this agent." };

    private static readonly Option<ExecutionStatus?> Status = new("--status")
    {
        HelpName = "STATUS",
        Description = "Only this status: running, success, failure, timeout or cancelled.",
    };

    private static readonly Option<string?> Model = new("--model") { Description = "Only this model." };

    private static readonly Option<string?> User = new("--user") { Description = "Only this user." };

    private static readonly Option<string?> Session = new("--session") { Description = "Only this session." };

    private static readonly Option<DateTimeOffset?> From = Instant(
        "--from", "Only what ended then or later, as 2026-10-20T10:00:00Z; without an offset it is UTC.");

    private static readonly Option<DateTimeOffset?> To = Instant("--to", "Only what ended before then.");

    public static Command Make(CommandSurroundings surroundings)
    {
        var command = new Command(
            "export",
            "Write executions to a file, newest first, one flat row each, without their content. In CSV a cell that a "
            + "spreadsheet would take for a formula gets an apostrophe in front.")
        {
            Target, Format, Agent, Status, Model, User, Session, From, To,
        };
        command.SetAction(parsed => surroundings.RunAsync(stop => ExportAsync(surroundings, parsed, stop)));
        return command;
    }

    private static async Task<int> ExportAsync(CommandSurroundings surroundings, ParseResult parsed, CancellationToken stop)
    {
        var target = parsed.GetRequiredValue(Target);
        var request = new ExportRequest(FormatOf(parsed.GetValue(Format), target), Filter(parsed));
        if (request.Filter.From >= request.Filter.To)
        {
            throw new CommandFailedException("--from must lie before --to.");
        }

        var settings = MonitorSettings.Read(parsed);
        var folder = DataFolder.OpenFilled(settings.Server.Data);
        var length = await ExportProgress.ShowAsync(surroundings, progress =>
            ExportAsync(settings, folder, request, surroundings.Time, source => WriteAsync(target, source, progress, stop), stop));
        surroundings.Say($"{target.FullName}: {length} bytes");
        return ExitCodes.Ok;
    }

    private static async Task<long> ExportAsync(
        MonitorSettings settings, DataFolder folder, ExportRequest request, TimeProvider time,
        Func<Stream, Task<long>> take, CancellationToken stop)
    {
        if (RunningServer.Find(folder) is { } server)
        {
            return await ExportSources.FromServerAsync(server.Url, AdminCredentials.Find(folder), request, take, stop);
        }

        await using var local = LocalPipeline.Open(settings, folder, time);
        await local.ProjectToEndAsync(stop);
        return await ExportSources.FromStoreAsync(local.Lists, request, take, stop);
    }

    private static async Task<long> WriteAsync(
        FileInfo target, Stream source, IProgress<long> progress, CancellationToken stop)
    {
        try
        {
            return await ExportFile.WriteAsync(target.FullName, source, progress, stop);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{target.FullName} was not written: {exception.Message}");
        }
    }

    private static ExecutionFilter Filter(ParseResult parsed) => new()
    {
        Agent = parsed.GetValue(Agent),
        Status = parsed.GetValue(Status),
        Model = parsed.GetValue(Model),
        UserId = parsed.GetValue(User),
        SessionId = parsed.GetValue(Session),
        From = parsed.GetValue(From),
        To = parsed.GetValue(To),
    };

    private static Option<DateTimeOffset?> Instant(string name, string description) => new(name)
    {
        HelpName = "TIME",
        Description = description,
        CustomParser = result =>
        {
            if (DateTimeOffset.TryParse(
                result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            {
                return instant.ToUniversalTime();
            }

            result.AddError($"{name} takes a time such as 2026-10-20T10:00:00Z.");
            return null;
        },
    };

    private static string FormatOf(string? asked, FileInfo target)
    {
        var name = asked ?? target.Extension.TrimStart('.').ToLowerInvariant();
        return ExportFormat.Names.Contains(name)
            ? name
            : throw new CommandFailedException($"{target.Name} does not say how to write it: add --format csv, json or ndjson.");
    }
}
