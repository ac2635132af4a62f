using System.Text.RegularExpressions;
using Xunit;

namespace AgentMonitor.Tests.House;

public sealed partial class DocsTests
{
    private static IEnumerable<string> Documents =>
        Directory.GetFiles(Repository.Root, "*.md").Concat(Directory.GetFiles(Repository.At("docs"), "*.md", SearchOption.AllDirectories));

    [Fact]
    public void Every_test_that_the_docs_name_exists()
    {
        var tests = Repository.CSharp(Repository.At("tests")).SelectMany(file => Method().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value).ToHashSet();
        var named = Documents.SelectMany(file => Named().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(tests));
    }

    [Fact]
    public void Every_file_that_the_docs_link_to_exists()
    {
        var missing =
            from file in Documents
            from link in Link().Matches(File.ReadAllText(file))
            let target = Path.Combine(Path.GetDirectoryName(file)!, link.Groups[1].Value)
            where !Path.Exists(target)
            select $"{Repository.Relative(file)}: {link.Groups[1].Value}";

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_path_of_ours_that_the_readme_names_exists()
    {
        var named = Ours().Matches(File.ReadAllText(Repository.At("README.md"))).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, path => Assert.True(Path.Exists(Repository.At(path)), path));
    }

    // A test's name is a sentence: a capital letter, then words.
    [GeneratedRegex(@"`([A-Z][a-z]*_\w+_\w+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"public (?:async )?(?:Task|void) (\w+)\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[`\s]((?:src|tests|docs)/[\w./-]*\w)")]
    private static partial Regex Ours();
}
