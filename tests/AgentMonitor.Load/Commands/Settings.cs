using System.CommandLine;
using AgentMonitor.Load.Records;
using AgentMonitor.Load.Runs;
using AgentMonitor.Load.Wire;

namespace AgentMonitor.Load.Commands;

/// <summary>The options that every command has.</summary>
internal sealed class Settings
{
    private readonly Option<string> _url = new("--url")
    {
        Description = "The server, http only.",
        DefaultValueFactory = _ => "http://127.0.0.1:5210",
        Recursive = true,
    };

    private readonly Option<string?> _token = new("--token") { Description = "An ingest key; none: anonymous.", Recursive = true };

    private readonly Option<string?> _adminToken = new("--admin-token")
    {
        Description = "For the drift check, queries and live events; default: the environment's ADMIN_TOKEN.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ADMIN_TOKEN"),
        Recursive = true,
    };

    private readonly Option<int> _agents = new("--agents") { DefaultValueFactory = _ => 20, Recursive = true };

    private readonly Option<int> _models = new("--models") { Description = "1 to 5.", DefaultValueFactory = _ => 5, Recursive = true };

    private readonly Option<int> _users = new("--users")
    {
        Description = "How many; drawn by Zipf's law, s = 1.1.",
        DefaultValueFactory = _ => 10_000,
        Recursive = true,
    };

    private readonly Option<int> _recordBytes = new("--record-bytes")
    {
        Description = "Records are padded to this size.",
        DefaultValueFactory = _ => 560,
        Recursive = true,
    };

    private readonly Option<int> _seed = new("--seed") { DefaultValueFactory = _ => 1, Recursive = true };

    public void AddTo(Command root)
    {
        foreach (Option option in new Option[] { _url, _token, _adminToken, _agents, _models, _users, _recordBytes, _seed })
        {
            root.Add(option);
        }
    }

    public Endpoint Endpoint(ParseResult result) => Wire.Endpoint.Of(result.GetValue(_url)!, result.GetValue(_token));

    public AdminApi? FindAdmin(ParseResult result) =>
        result.GetValue(_adminToken) is { } token ? new AdminApi(result.GetValue(_url)!, token) : null;

    public AdminApi GetAdmin(ParseResult result) =>
        FindAdmin(result) ?? throw new ArgumentException("This needs --admin-token.");

    public RecordSource Records(ParseResult result, Func<long, DateTime> endOf) => new(
        new RecordMix(result.GetValue(_agents), result.GetValue(_models), result.GetValue(_users), 1.1, result.GetValue(_seed)),
        result.GetValue(_recordBytes),
        endOf);
}
