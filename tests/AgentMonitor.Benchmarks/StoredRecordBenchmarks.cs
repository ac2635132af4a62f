using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Log;
using BenchmarkDotNet.Attributes;

namespace AgentMonitor.Benchmarks;

/// <summary>What a record costs on its way into the log and out of it again; figures are for one record.</summary>
[MemoryDiagnoser]
public class StoredRecordBenchmarks
{
    private const int Records = 1_000;

    private readonly ByteBuffer _encoded = new(1 << 20);

    private List<Execution> _executions = [];

    [GlobalSetup]
    public void Fill()
    {
        _executions = new SampleExecutions().Next(Records);
        Encode();
        Console.WriteLine($"// a record takes {_encoded.Length / Records} bytes");
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public int Encode()
    {
        _encoded.Clear();
        foreach (var execution in _executions)
        {
            RecordEncoder.Current.Write(execution, _encoded);
        }

        return _encoded.Length;
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public int Decode()
    {
        var attempts = 0;
        var frames = new RecordFrames(_encoded.Written, Records);
        while (frames.MoveNext())
        {
            attempts += frames.Execution().Attempt;
        }

        return attempts;
    }
}
