using System.Buffers;
using System.Text.Json;
using AgentMonitor.Executions;

namespace AgentMonitor.Http.Export;

/// <summary>One JSON array of flat objects.</summary>
internal sealed class JsonFormat : ExportFormat
{
    private bool _any;

    public override string ContentType => "application/json";

    internal override void Begin(IBufferWriter<byte> output) => output.Write("["u8);

    internal override void Write(IEnumerable<Execution> executions, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, JsonRows.Options);
        foreach (var execution in executions)
        {
            output.Write(_any ? ",\n"u8 : "\n"u8);
            _any = true;
            JsonRows.Write(json, execution);
            json.Flush();
            json.Reset();
        }
    }

    internal override void End(IBufferWriter<byte> output) => output.Write("\n]\n"u8);
}
