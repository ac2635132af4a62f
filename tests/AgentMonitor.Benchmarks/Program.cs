using AgentMonitor.Benchmarks;
using BenchmarkDotNet.Running;

// dotnet run -c Release --project tests/AgentMonitor.Benchmarks -- --filter '*' --job short
if (args is ["index-growth", .. var rest])
{
    await IndexGrowth.RunAsync(rest);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
