using System.Buffers;
using System.Text.Json;
using AgentMonitor.Executions;

namespace AgentMonitor.Http.Export;

/// <summary>One flat JSON object a line.</summary>
internal sealed class NdjsonFormat : ExportFormat
{
    public override string ContentType => "application/x-ndjson";

    internal override void Begin(IBufferWriter<byte> output)
    {
    }

    internal override void Write(IEnumerable<Execution> executions, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, JsonRows.Options);
        foreach (var execution in executions)
        {
            JsonRows.Write(json, execution);
            json.Flush();
            json.Reset();
            output.Write("\n"u8);
        }
    }

    internal override void End(IBufferWriter<byte> output)
    {
    }
}
