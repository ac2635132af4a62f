using System.CommandLine;

namespace AgentMonitor.Server.Commands;

/// <summary>What every command takes.</summary>
internal static class SharedOptions
{
    public static Option<string?> Data { get; } = new("--data")
    {
        HelpName = "DIR",
        Recursive = true,
        Description = "The data folder; made on first start. [default: data, in the current directory]",
    };

    public static Option<string[]> Set { get; } = new("--set")
    {
        HelpName = "NAME=VALUE",
        Recursive = true,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
        Description = "A setting, as in appsettings.json: --set AgentMonitor:Retention:RawDays=30. May be repeated.",
    };

    static SharedOptions() => Set.Validators.Add(result =>
    {
        if (result.Tokens.Any(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
        {
            result.AddError("--set takes NAME=VALUE.");
        }
    });
}
