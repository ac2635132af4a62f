using System.CommandLine;
using AgentMonitor.Load.Runs;

namespace AgentMonitor.Load.Commands;

/// <summary>How records are sent: one by one or in arrays, over how many connections.</summary>
internal sealed class ShapeOptions
{
    private readonly Option<int> _connections = new("--connections") { DefaultValueFactory = _ => 64 };

    private readonly Option<string> _mode = new("--mode") { DefaultValueFactory = _ => "single" };

    private readonly Option<int> _array = new("--array") { Description = "Records in an array.", DefaultValueFactory = _ => 100 };

    public ShapeOptions() => _mode.AcceptOnlyFromAmong("single", "array");

    public void AddTo(Command command)
    {
        command.Add(_connections);
        command.Add(_mode);
        command.Add(_array);
    }

    public LoadShape Read(ParseResult result) =>
        LoadShape.Of(result.GetValue(_mode)!, result.GetValue(_connections), result.GetValue(_array));
}
