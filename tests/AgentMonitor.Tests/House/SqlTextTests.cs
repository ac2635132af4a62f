using Xunit;

namespace AgentMonitor.Tests.House;

public sealed class SqlTextTests
{
    // A pragma takes no parameters, and the values there are all the file's own; the other two hand on what others
    // wrote, which is looked at where they wrote it.
    private static readonly string[] Trusted =
    [
        "src/AgentMonitor.Sqlite/StorePragmas.cs", "src/AgentMonitor.Sqlite/Native/Schema.cs",
        "src/AgentMonitor.Sqlite/Native/Connection.cs",
    ];

    private static readonly string[] Stores = ["src/AgentMonitor.Sqlite", "src/AgentMonitor.Cosmos"];

    [Fact]
    public void No_statement_is_put_together_at_run_time()
    {
        var found =
            from file in Stores.Select(store => Repository.At(store)).Where(Directory.Exists).SelectMany(Repository.CSharp)
            where !Trusted.Contains(Repository.Relative(file))
            from line in SqlText.BuiltAtRunTime(File.ReadAllText(file))
            select $"{Repository.Relative(file)}:{line}";

        Assert.Empty(found);
    }

    [Fact]
    public void The_class_of_constant_queries_holds_nothing_else()
    {
        var source = File.ReadAllText(Repository.At($"src/AgentMonitor.Cosmos/{SqlText.Constants}.cs"));
        var members = source[(source.IndexOf('{', StringComparison.Ordinal) + 1)..source.LastIndexOf('}')]
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        Assert.NotEmpty(members);
        Assert.All(members, member => Assert.Matches(@"^(///[^\n]*\n\s*)*public const string \w+ =\s*""[^""]*""$", member));
    }

    [Theory]
    [InlineData("var sql = $\"SELECT * FROM users WHERE id = '{id}'\";")]
    [InlineData("var sql = $\"\"\"\nSELECT *\nFROM t WHERE a = {x}\n\"\"\";")]
    [InlineData("var sql = \"SELECT * FROM \" + table;")]
    [InlineData("var sql = \"SELECT * FROM t WHERE a = '\" + id + \"'\";")]
    [InlineData("var sql = table + \" WHERE id = 1\";")]
    [InlineData("sql += \" AND c.user = '\" + user + \"'\";")]
    [InlineData("sql += \" ORDER BY seq\";")]
    [InlineData("var sql = string.Format(\"DELETE FROM t WHERE id = {0}\", id);")]
    [InlineData("var sql = string.Concat(\"DELETE FROM t WHERE id = \", id);")]
    [InlineData("var sql = string.Join(' ', \"SELECT\", column, \"FROM t\");")]
    [InlineData("text.Append(\"SELECT * FROM t WHERE id = \").Append(id);")]
    [InlineData("text.AppendFormat(\"SELECT * FROM t WHERE id = {0}\", id);")]
    [InlineData("text.AppendLine($\"SELECT * FROM t WHERE id = {id}\");")]
    [InlineData("var sql = \"SELECT * FROM t WHERE id = @id\".Replace(\"@id\", id);")]
    [InlineData("var query = new QueryDefinition($\"SELECT * FROM c WHERE c.user = '{user}'\");")]
    [InlineData("var query = new QueryDefinition(text);")]
    [InlineData("container.GetItemQueryIterator<Row>(query);")]
    [InlineData("var query = \"select * from c where c.user = '\" + user + \"'\";")]
    [InlineData("connection.Prepare(sql);")]
    public void A_statement_with_a_value_in_it_is_found(string source) => Assert.NotEmpty(SqlText.BuiltAtRunTime(source));

    [Theory]
    [InlineData("var sql = \"SELECT * FROM t WHERE id = $id\";")]
    [InlineData("var sql = \"SELECT id \" + \"FROM t\";")]
    [InlineData("const string Columns = \"a, b\"; var sql = Columns + \" FROM t\"; connection.Prepare(Columns + \" FROM t\");")]
    [InlineData("var query = new QueryDefinition(\"SELECT * FROM c WHERE c.user = @user\").WithParameter(\"@user\", user);")]
    [InlineData("var query = new QueryDefinition(\"\"\"\nSELECT * FROM c WHERE c.user = @user\n\"\"\");")]
    [InlineData("var text = $\"{count} executions from {host}\";")]
    public void A_statement_with_parameters_is_left_alone(string source) => Assert.Empty(SqlText.BuiltAtRunTime(source));
}
