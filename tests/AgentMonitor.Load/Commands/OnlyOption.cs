using System.CommandLine;

namespace AgentMonitor.Load.Commands;

/// <summary>Narrows the admin questions.</summary>
internal static class OnlyOption
{
    public static Option<string[]> Create() => new("--only")
    {
        Description = "Admin questions whose path begins with one of these; default: all.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };
}
