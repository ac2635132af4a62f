using AgentMonitor.Ingest;
using Xunit;

namespace AgentMonitor.Tests.Ingest;

public sealed class ExecutionDraftTests
{
    [Fact]
    public void One_that_was_given_back_is_taken_again_with_nothing_in_it()
    {
        var members = typeof(ExecutionDraft).GetProperties();
        var fresh = new ExecutionDraft();
        var given = new ExecutionDraft();
        foreach (var member in members)
        {
            member.SetValue(given, SomethingElse(member.PropertyType));
            Assert.NotEqual(member.GetValue(fresh), member.GetValue(given));
        }

        given.GiveBack();

        Assert.Same(given, ExecutionDraft.Take());
        Assert.All(members, member => Assert.Equal(member.GetValue(fresh), member.GetValue(given)));
        Assert.NotSame(given, ExecutionDraft.Take());
    }

    private static object SomethingElse(Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        return value == typeof(string) ? "something"
            : value == typeof(bool) ? true
            : value == typeof(IReadOnlyList<string>) ? new List<string> { "tag" }
            : value == typeof(ReadOnlyMemory<byte>) ? new ReadOnlyMemory<byte>([1])
            : Activator.CreateInstance(value)!;
    }
}
