using Xunit;

namespace AgentMonitor.Server.Tests.Processes;

/// <summary>Tests that start processes run one after the other: they measure time and share two cores.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessCollection
{
    public const string Name = "processes";
}
