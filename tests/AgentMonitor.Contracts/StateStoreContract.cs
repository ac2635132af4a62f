using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentMonitor.State;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Contracts;

public abstract class StateStoreContract(IStoreFixture fixture) : StoreContract(fixture)
{
    private const string Kind = "budgets";

    // An attribute cannot hold half a surrogate pair, hence by number.
    private static readonly string[] NotNames = ["", "a\0b", "\ud800"];

    public static TheoryData<int> NoNames => [.. Enumerable.Range(0, NotNames.Length)];

    private IStateStore State => Store.State;

    [Fact]
    public async Task What_was_saved_is_found_byte_for_byte_under_the_etag_that_saving_gave()
    {
        var json = """{ "big": 9223372036854775807, "exact": 0.10, "text": "é\ud800\u0000", "again": 1, "again": 2 }"""u8.ToArray();

        var etag = await State.TrySaveAsync(new StateDocument(Kind, "a", json), None);

        var found = await State.FindAsync(Kind, "a", None);
        Assert.NotNull(etag);
        Assert.Equal((Kind, "a", etag), (found!.Kind, found.Id, found.ETag));
        Assert.Equal(json, found.Utf8Json.ToArray());
    }

    [Fact]
    public async Task What_was_never_saved_is_not_found_and_deleting_it_is_nothing()
    {
        await State.DeleteAsync(Kind, "a", None);

        Assert.Null(await State.FindAsync(Kind, "a", None));
        Assert.Empty(await State.ListAsync(Kind, None));
    }

    [Fact]
    public async Task A_document_is_changed_from_its_newest_version_only()
    {
        var first = await SaveAsync("a", 1, null);
        var second = await SaveAsync("a", 2, first);

        Assert.Null(await SaveAsync("a", 3, first));
        Assert.Null(await SaveAsync("a", 3, null));
        Assert.Null(await SaveAsync("a", 3, "no version at all"));
        Assert.Null(await SaveAsync("b", 3, second));
        Assert.Equal(2, await ReadAsync("a"));
        Assert.Null(await State.FindAsync(Kind, "b", None));
        Assert.NotNull(await SaveAsync("a", 3, second));
    }

    [Fact]
    public async Task A_document_that_was_deleted_and_made_again_is_another_version()
    {
        var before = await SaveAsync("a", 1, null);
        await State.DeleteAsync(Kind, "a", None);
        Assert.Null(await SaveAsync("a", 2, before));

        var after = await SaveAsync("a", 3, null);

        Assert.NotEqual(before, after);
        Assert.Null(await SaveAsync("a", 4, before));
        Assert.Equal(3, await ReadAsync("a"));
    }

    [Fact]
    public async Task A_kind_lists_its_own_documents_and_no_others()
    {
        await SaveAsync("a", 1, null);
        await SaveAsync("b", 2, null);
        await State.TrySaveAsync(new StateDocument("prices", "a", "3"u8.ToArray()), None);
        await State.DeleteAsync(Kind, "b", None);
        await SaveAsync("c", 4, null);

        var listed = await State.ListAsync(Kind, None);

        Assert.Equal(["a", "c"], listed.Select(document => document.Id).Order(StringComparer.Ordinal));
        Assert.All(listed, document => Assert.Equal(Kind, document.Kind));
        var one = listed.Single(document => document.Id == "a");
        Assert.NotNull(await SaveAsync("a", 5, one.ETag));
    }

    [Fact]
    public async Task Any_name_is_an_id_of_its_own()
    {
        var names = NastyNames.Make(200, seed: 7).Distinct(StringComparer.Ordinal).Where(IsName).ToList();
        foreach (var (index, name) in names.Index())
        {
            Assert.NotNull(await SaveAsync(name, index, null));
        }

        var listed = await State.ListAsync(Kind, None);
        Assert.Equal(names.Order(StringComparer.Ordinal), listed.Select(document => document.Id).Order(StringComparer.Ordinal));
        foreach (var (index, name) in names.Index())
        {
            Assert.Equal(index, await ReadAsync(name));
        }
    }

    [Theory]
    [MemberData(nameof(NoNames))]
    public async Task What_is_no_name_is_refused_with_a_sentence(int which)
    {
        var id = NotNames[which];
        Assert.Contains("surrogate", (await Assert.ThrowsAsync<ArgumentException>(async () => await SaveAsync(id, 1, null))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(async () => await State.FindAsync(Kind, id, None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await State.DeleteAsync(Kind, id, None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await State.ListAsync(id, None));
    }

    [Fact]
    public async Task The_longest_name_and_the_largest_body_fit_and_nothing_beyond()
    {
        var (name, body) = (new string('\u00e9', StateRules.MaximumNameBytes / 2), Json(StateRules.MaximumBytes));

        Assert.NotNull(await State.TrySaveAsync(new StateDocument(Kind, name, body), None));
        Assert.Equal(body, (await State.FindAsync(Kind, name, None))!.Utf8Json.ToArray());

        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            async () => await State.TrySaveAsync(new StateDocument(Kind, "a", Json(StateRules.MaximumBytes + 1)), None));
        Assert.Contains("1000001 bytes", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(async () => await SaveAsync(name + "a", 1, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("1 2")]
    [InlineData("\"\u00ff\"")]
    public async Task What_is_no_JSON_is_refused(string text) => await Assert.ThrowsAsync<ArgumentException>(
        async () => await State.TrySaveAsync(new StateDocument(Kind, "a", Encoding.Latin1.GetBytes(text)), None));

    [Fact]
    public async Task Of_many_who_change_one_version_one_succeeds()
    {
        var etag = await SaveAsync("a", 0, null);

        var answers = await Task.WhenAll(Enumerable.Range(1, 16).Select(value => Task.Run(() => SaveAsync("a", value, etag))));

        Assert.Single(answers, answer => answer is not null);
        Assert.Equal(1 + Array.FindIndex(answers, answer => answer is not null), await ReadAsync("a"));
    }

    [Fact]
    public async Task No_change_is_lost_where_many_read_change_and_save()
    {
        var counter = new StateValue<int[]>(State, Kind, "counter", StateTestJson.Default.Int32Array, () => [0]);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 5; i++)
            {
                await counter.ChangeAsync(value => [value[0] + 1], None);
            }
        })));

        Assert.Equal(20, (await counter.ReadAsync(None)).Value[0]);
    }

    [Fact]
    public async Task A_change_that_changes_nothing_writes_nothing()
    {
        var etag = await SaveAsync("a", 1, null);
        var value = new StateValue<int[]>(State, Kind, "b", StateTestJson.Default.Int32Array, () => [7]);

        var read = await value.ChangeAsync(same => same, None);

        Assert.Equal((7, null), (read.Value[0], read.ETag));
        Assert.Equal("a", Assert.Single(await State.ListAsync(Kind, None)).Id);
        Assert.Equal(etag, (await State.FindAsync(Kind, "a", None))!.ETag);
    }

    private static bool IsName(string name)
    {
        try
        {
            StateRules.CheckName(name, nameof(name));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static byte[] Json(int bytes) => Encoding.UTF8.GetBytes('"' + new string('a', bytes - 2) + '"');

    private async Task<string?> SaveAsync(string id, int value, string? etag) => await State.TrySaveAsync(
        new StateDocument(Kind, id, Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture)), etag), None);

    private async Task<int> ReadAsync(string id) =>
        JsonSerializer.Deserialize<int>((await State.FindAsync(Kind, id, None))!.Utf8Json.Span);
}

[JsonSerializable(typeof(int[]))]
internal sealed partial class StateTestJson : JsonSerializerContext;
