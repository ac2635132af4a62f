using System.Text;
using System.Text.Json.Nodes;
using AgentMonitor.Ingest;
using AgentMonitor.Ingest.Json;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using JsonNode = System.Text.Json.Nodes.JsonNode;

namespace AgentMonitor.Tests.Ingest;

public sealed class SameContentTests
{
    [Fact]
    public void Any_spelling_of_a_record_has_the_same_hash()
    {
        var hash = Sent.Hash(Sent.FullRecord);

        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var spelled = Spelling.Of(Sent.Full(), new Random(seed));
            return (Sent.Hash(spelled) == hash).Label(spelled);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_canonical_form_is_a_spelling_of_itself()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var canonical = Canonical(Spelling.Of(Sent.Full(), new Random(seed)));
            return (Canonical(canonical) == canonical).Label(canonical);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_canonical_form_is_this_one_for_ever()
    {
        var canonical = Canonical("""
            {"tokens_used":1500,"status":"success","agent_name":"caf\u0065\u0301","received_at":"x","user_id":"","zzz":1,
            "execution_id":"e","cost_usd":0.0125,"created_at":"2026-10-20 12:00:00.5+02:00","input_data":{"b":null,"a":[null,"\n\u00e9\"",true,-0.0,1e2]}}
            """);

        Assert.Equal(
            """{"agent_name":"café","cost_usd":125e-4,"created_at":"2026-10-20T10:00:00.5000000Z","input_data":{"a":[null,"\u000aé\"",true,0,1e2]},"status":"success","tokens_used":15e2}""",
            canonical);
    }

    [Fact]
    public void A_change_of_any_one_member_changes_the_hash()
    {
        var hashes = new HashSet<string> { Sent.Hash(Sent.FullRecord) };

        foreach (var name in Sent.Full().Select(member => member.Key).Where(name => name != "execution_id"))
        {
            var changed = Sent.Full();
            changed[name] = Other(changed[name]!);
            Assert.True(hashes.Add(Sent.Hash(changed.ToJsonString())), name);
        }
    }

    [Fact]
    public void Leaving_out_any_optional_member_changes_the_hash()
    {
        var hashes = new HashSet<string> { Sent.Hash(Sent.FullRecord) };

        foreach (var name in Sent.Full().Select(member => member.Key).Except(["execution_id", "agent_name", "status"]))
        {
            var changed = Sent.Full();
            changed.Remove(name);
            Assert.True(hashes.Add(Sent.Hash(changed.ToJsonString())), name);
        }
    }

    [Theory]
    [InlineData("\"unknown\":1")]
    [InlineData("\"received_at\":\"2026-01-01T00:00:00Z\",\"seq\":7,\"error_fingerprint\":\"f\"")]
    [InlineData("\"execution_id\":\"other\"")]
    [InlineData("\"user_id\":\"\",\"error_message\":\"\",\"created_at\":\"\"")]
    public void What_is_no_content_leaves_the_hash_alone(string members)
    {
        Assert.Equal(Sent.Hash(Sent.Record("")), Sent.Hash(Sent.Record(members)));
    }

    [Fact]
    public void Content_that_is_cut_or_dropped_still_counts_in_full()
    {
        var options = new IngestOptions { ContentCapBytes = 16 };
        var one = Sent.Read(Sent.Record($"\"input_data\":\"{new string('x', 100)}1\""), options).Draft!;
        var other = Sent.Read(Sent.Record($"\"input_data\":\"{new string('x', 100)}2\""), options).Draft!;

        Assert.Equal(one.InputData!.Value.ToArray(), other.InputData!.Value.ToArray());
        Assert.NotEqual(one.ContentHash, other.ContentHash);
    }

    private static string Canonical(string text)
    {
        var tape = new JsonTape();
        Assert.Null(new JsonTapeReader(tape).Read(Sent.Bytes(text), 32));
        var values = new FieldValues(tape);
        values.Begin(new IngestOptions());
        ExecutionFields.Record.Read(values, tape, JsonTape.Root, new ExecutionDraft());
        Assert.Empty(values.Notes.All);
        return Encoding.UTF8.GetString(CanonicalBody.Bytes(tape));
    }

    // Another valid value of the same kind.
    private static JsonNode Other(JsonNode value) => value switch
    {
        JsonArray => new JsonArray("other"),
        JsonObject members when members.ContainsKey("input_tokens") => new JsonObject { ["input_tokens"] = 1 },
        JsonObject members when members.ContainsKey("state") => new JsonObject { ["state"] = "resolved" },
        JsonObject => new JsonObject { ["other"] = 1 },
        _ when value.GetValueKind() == System.Text.Json.JsonValueKind.Number => JsonNode.Parse(value.ToJsonString() + "1")!,
        _ => value.GetValue<string>() switch
        {
            "failure" => "timeout",
            "goal_missed" => "goal_reached",
            var text when text.StartsWith("2026", StringComparison.Ordinal) => text.Replace("2026-10-20", "2026-10-19", StringComparison.Ordinal),
            var text => text + "x",
        },
    };
}
