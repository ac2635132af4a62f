using System.Text.RegularExpressions;
using Xunit;

namespace AgentMonitor.Tests.House;

public sealed partial class SourceTests
{
    private const int MaxLines = 300;

    [Fact]
    public void No_file_of_the_product_is_longer_than_300_lines()
    {
        var files = Repository.CSharp(Repository.At("src")).ToList();

        var tooLong = files
            .Select(file => (File: Repository.Relative(file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > MaxLines);

        Assert.NotEmpty(files);
        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_file_names_a_place_on_one_machine()
    {
        var found =
            from file in Repository.Files(Repository.Root)
            from line in File.ReadLines(file).Index()
            where MachinePath().IsMatch(line.Item)
            select $"{Repository.Relative(file)}:{line.Index + 1}";

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("/wo", "rk/main")]
    [InlineData("/ro", "ot/.nuget")]
    [InlineData("/ho", "me/ann/clone")]
    [InlineData("C:\\Us", "ers\\ann")]
    public void A_place_on_one_machine_is_recognised(string start, string rest) => Assert.Matches(MachinePath(), "cd " + start + rest);

    // In brackets, so that this line does not match itself.
    [GeneratedRegex(@"(?<![\w.$}])/(wor[k]|far[m]|roo[t]|tm[p])/|/hom[e]/\w|[A-Z]:\\User[s]\\")]
    private static partial Regex MachinePath();
}
