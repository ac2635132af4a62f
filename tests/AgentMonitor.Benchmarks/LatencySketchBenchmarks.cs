using AgentMonitor.Rollups;
using BenchmarkDotNet.Attributes;

namespace AgentMonitor.Benchmarks;

/// <summary>A cell with this many durations: a minute of one agent, an hour, a day of everything.</summary>
[MemoryDiagnoser]
public class LatencySketchBenchmarks
{
    private readonly CompactWriter _writer = new(64 * 1024);
    private long[] _durations = [];
    private LatencySketch _sketch = new();
    private byte[] _bytes = [];

    [Params(10, 1_000, 100_000)]
    public int Durations { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        _durations = [.. Enumerable.Range(0, Durations).Select(_ => (long)Math.Exp(7.6 + (2 * (random.NextDouble() + random.NextDouble() - 1))))];
        _sketch = AddAll();
        _sketch.Write(_writer);
        _bytes = _writer.ToArray();
        Console.WriteLine($"// {Durations} durations take {_bytes.Length} bytes");
    }

    [Benchmark]
    public LatencySketch AddAll()
    {
        var sketch = new LatencySketch();
        foreach (var duration in _durations)
        {
            sketch.Add(duration);
        }

        return sketch;
    }

    [Benchmark]
    public LatencySketch CopyAndMerge()
    {
        var sketch = _sketch.Copy();
        sketch.Merge(_sketch);
        return sketch;
    }

    [Benchmark]
    public long? P95() => _sketch.Quantile(0.95);

    [Benchmark]
    public int Encode()
    {
        _writer.Clear();
        _sketch.Write(_writer);
        return _writer.Length;
    }

    [Benchmark]
    public LatencySketch Decode()
    {
        var reader = new CompactReader(_bytes);
        return LatencySketch.Read(ref reader);
    }
}
