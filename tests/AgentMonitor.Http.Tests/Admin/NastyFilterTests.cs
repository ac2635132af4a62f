using System.Text;
using System.Text.Json.Nodes;
using AgentMonitor.Executions;
using AgentMonitor.Http.Tests.Api;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Http.Tests.Admin;

public sealed class NastyFilterTests : IAsyncLifetime
{
    private readonly List<Execution> _executions = [];

    private TestApi _api = null!;

    public async Task InitializeAsync()
    {
        // On sockets, since the test server takes an encoded slash for a slash.
        _api = await TestApi.StartAsync(onSockets: true);
        foreach (var (name, i) in Names().Select((name, i) => (name, i)))
        {
            _executions.Add(Some.Execution($"e{i}", agent: name, status: ExecutionStatus.Failure, user: name, session: name, model: name, error: name)
                with
            { ErrorFingerprint = name, ParentExecutionId = name });
        }

        await _api.Store.AppendAsync(_executions, CancellationToken.None);
        await _api.ProjectAsync();
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Theory]
    [InlineData("/api/executions?limit=200&agent={0}", "executions", false)]
    [InlineData("/api/executions?limit=200&model={0}", "executions", false)]
    [InlineData("/api/executions?limit=200&user={0}", "executions", false)]
    [InlineData("/api/executions?limit=200&session={0}", "executions", false)]
    [InlineData("/api/executions?limit=200&parent={0}", "executions", false)]
    [InlineData("/api/executions?limit=200&fingerprint={0}", "executions", false)]
    [InlineData("/api/executions?limit=200&q={0}", "executions", true)]
    [InlineData("/api/admin/errors?limit=200&agent={0}", "errors", false)]
    [InlineData("/api/admin/errors?limit=200&fingerprint={0}", "errors", false)]
    [InlineData("/api/admin/user-activity/{0}?limit=200", "activity", false)]
    public async Task Nasty_text_finds_what_a_plain_filter_finds(string path, string list, bool isPart)
    {
        foreach (var text in Names())
        {
            var answer = await _api.GetAsync(path.Replace("{0}", Uri.EscapeDataString(text), StringComparison.Ordinal)).JsonAsync();

            var listed = answer[list]!.AsArray().Select(item => (string?)item!["execution_id"]);
            var expected = _executions
                .Where(execution => isPart ? execution.ErrorMessage!.Contains(text, StringComparison.OrdinalIgnoreCase) : execution.UserId == text)
                .Select(execution => execution.Id.Value).Reverse();
            Assert.True(expected.SequenceEqual(listed), $"{text}: {string.Join(", ", listed)} instead of {string.Join(", ", expected)}");
        }
    }

    [Theory]
    [InlineData("/api/executions?agent={0}", "executions")]
    [InlineData("/api/executions?user={0}", "executions")]
    [InlineData("/api/admin/errors?agent={0}", "errors")]
    [InlineData("/api/admin/sessions?q={0}", "sessions")]
    [InlineData("/api/admin/users?q={0}", "users")]
    [InlineData("/api/admin/metrics?hours=8760&agent={0}", "metrics.agent_metrics")]
    public async Task A_name_is_found_in_whatever_normal_form_it_is_asked_for(string path, string where)
    {
        const string composed = "caf\u00e9";
        await _api.Store.AppendAsync(
            [Some.Execution("cafe", agent: composed, status: ExecutionStatus.Failure, user: composed, session: composed, endedAt: _api.Clock.GetUtcNow())],
            CancellationToken.None);
        await _api.ProjectAsync();

        var answer = await _api.GetAsync(path.Replace("{0}", Uri.EscapeDataString(composed.Normalize(NormalizationForm.FormD)), StringComparison.Ordinal)).JsonAsync();

        var found = where.Split('.').Aggregate(answer, (node, name) => node[name]!);
        Assert.Equal(1, found is JsonObject members ? members.Count : found.AsArray().Count);
    }

    // Those that a record may have; a lone "." is a step in a path, wherever it is sent from.
    private static IEnumerable<string> Names() => NastyNames.Make(300, seed: 11)
        .Where(name => name.Length is > 0 and < 129 && name.Trim('.', ' ').Length > 0)
        .Where(name => !name.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter)) && name.IsNormalized())
        .Append("' OR '1'='1").Append("%").Append("_").Append("x' UNION SELECT * FROM meta --").Distinct().Take(90);
}
