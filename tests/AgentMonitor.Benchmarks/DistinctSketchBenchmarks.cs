using AgentMonitor.Rollups;
using BenchmarkDotNet.Attributes;

namespace AgentMonitor.Benchmarks;

[MemoryDiagnoser]
public class DistinctSketchBenchmarks
{
    private readonly CompactWriter _writer = new(64 * 1024);
    private ulong[] _hashes = [];
    private DistinctSketch _sketch = new();
    private byte[] _bytes = [];

    [Params(10, 1_000, 100_000)]
    public int Distinct { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _hashes = [.. Enumerable.Range(0, Distinct).Select(number => DistinctSketch.HashOf($"user-{number}"))];
        _sketch = AddAll();
        _sketch.Write(_writer);
        _bytes = _writer.ToArray();
        Console.WriteLine($"// {Distinct} ids take {_bytes.Length} bytes");
    }

    [Benchmark]
    public ulong HashOneId() => DistinctSketch.HashOf("3f1c2f8e-user@example.com");

    [Benchmark]
    public DistinctSketch AddAll()
    {
        var sketch = new DistinctSketch();
        foreach (var hash in _hashes)
        {
            sketch.Add(hash);
        }

        return sketch;
    }

    /// <summary>Into itself: the result stays what it is, so the work is the same each time.</summary>
    [Benchmark]
    public void Merge() => _sketch.Merge(_sketch);

    [Benchmark]
    public long Count() => _sketch.Count();

    [Benchmark]
    public int Encode()
    {
        _writer.Clear();
        _sketch.Write(_writer);
        return _writer.Length;
    }

    [Benchmark]
    public DistinctSketch Decode()
    {
        var reader = new CompactReader(_bytes);
        return DistinctSketch.Read(ref reader);
    }
}
