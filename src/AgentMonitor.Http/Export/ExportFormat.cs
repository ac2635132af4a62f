using System.Buffers;
using AgentMonitor.Executions;

namespace AgentMonitor.Http.Export;

/// <summary>How rows are written. One instance writes one export.</summary>
public abstract class ExportFormat
{
    /// <summary>The names that <see cref="Find"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = ["csv", "json", "ndjson"];

    public abstract string ContentType { get; }

    /// <summary>A new export in the format of that name, or null.</summary>
    public static ExportFormat? Find(string name) => name switch
    {
        "csv" => new CsvFormat(),
        "json" => new JsonFormat(),
        "ndjson" => new NdjsonFormat(),
        _ => null,
    };

    internal abstract void Begin(IBufferWriter<byte> output);

    internal abstract void Write(IEnumerable<Execution> executions, IBufferWriter<byte> output);

    internal abstract void End(IBufferWriter<byte> output);
}
