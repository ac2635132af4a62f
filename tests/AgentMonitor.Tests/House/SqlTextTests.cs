using Xunit;

namespace AgentMonitor.Tests.House;

public sealed class SqlTextTests
{
    // A pragma takes no parameters, and the values there are all the file's own.
    private const string Pragmas = "src/AgentMonitor.Sqlite/StorePragmas.cs";

    [Fact]
    public void No_statement_is_put_together_at_run_time()
    {
        var found =
            from file in Repository.CSharp(Repository.At("src"))
            where Repository.Relative(file) != Pragmas
            from line in SqlText.BuiltAtRunTime(File.ReadAllText(file))
            select $"{Repository.Relative(file)}:{line}";

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("var sql = $\"SELECT * FROM users WHERE id = '{id}'\";")]
    [InlineData("var sql = $\"\"\"\nSELECT *\nFROM t WHERE a = {x}\n\"\"\";")]
    [InlineData("var sql = \"SELECT * FROM \" + table;")]
    [InlineData("var sql = string.Format(\"DELETE FROM t WHERE id = {0}\", id);")]
    public void A_statement_with_a_value_in_it_is_found(string source) => Assert.NotEmpty(SqlText.BuiltAtRunTime(source));

    [Theory]
    [InlineData("var sql = \"SELECT * FROM t WHERE id = $id\";")]
    [InlineData("var sql = \"SELECT id \" + \"FROM t\";")]
    [InlineData("var text = $\"{count} executions from {host}\";")]
    public void A_statement_with_parameters_is_left_alone(string source) => Assert.Empty(SqlText.BuiltAtRunTime(source));
}
