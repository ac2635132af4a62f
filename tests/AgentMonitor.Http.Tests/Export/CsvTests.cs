using System.Text.Json.Nodes;
using AgentMonitor.TestKit;
using Xunit;
using static AgentMonitor.Http.Tests.Export.Exports;

namespace AgentMonitor.Http.Tests.Export;

public sealed class CsvTests
{
    private const string Formula = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private static readonly string[] NastyPieces =
        ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\"", "\"\"", ",", ";", "'", " ", "a", "1", "\\", "😀", "\u2028", "\u200b", "\ufeff"];

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("\uff1d1")]
    public async Task A_cell_that_a_spreadsheet_would_compute_gets_an_apostrophe_in_CSV_only(string message)
    {
        await using var api = await FilledAsync(Failure("a", message));

        var csv = await RowsAsync(api, "");
        var json = await JsonAsync(api, "");

        Assert.Equal("'" + message, csv[0]["error_message"]);
        Assert.Equal(message, (string?)json[0]!["error_message"]);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("with, comma")]
    [InlineData("with \"quotes\"")]
    [InlineData("two\r\nlines")]
    [InlineData("ends in \"")]
    [InlineData("a=b and 1-1")]
    [InlineData("naïve 😀 漢字")]
    public async Task Any_other_text_comes_back_from_CSV_as_it_was(string message)
    {
        await using var api = await FilledAsync(Failure("a", message));

        var csv = await RowsAsync(api, "");

        Assert.Equal(message, csv[0]["error_message"]);
    }

    [Fact]
    public async Task Nasty_texts_come_back_from_strictly_read_CSV_and_none_of_them_begins_a_formula()
    {
        var seed = FullRun.Seed;
        var random = new Random(seed);
        await using var api = await FilledAsync([.. Enumerable.Range(0, 2000).Select(i => Failure("id-" + i, NastyText(random)))]);

        var csv = StrictCsv.Read(await TextAsync(api, "csv", ""));
        var json = await JsonAsync(api, "");

        Assert.Equal(2001, csv.Count);
        foreach (var (cells, row) in csv.Skip(1).Zip(json))
        {
            foreach (var (column, cell) in csv[0].Zip(cells))
            {
                Assert.False(cell.Length > 0 && Formula.Contains(cell[0]), $"{column} holds {cell}, seed {seed}");
                if (row![column] is JsonValue value && value.TryGetValue<string>(out var text))
                {
                    Assert.True(cell == (text.Length > 0 && Formula.Contains(text[0]) ? "'" + text : text), $"{column} holds {cell} for {text}, seed {seed}");
                }
            }
        }
    }

    private static string NastyText(Random random) =>
        string.Concat(random.GetItems(NastyPieces, random.Next(1, 12)));
}
