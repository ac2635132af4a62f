using System.Globalization;
using System.Text;
using AgentMonitor.Load.Wire;

namespace AgentMonitor.Load.Records;

/// <summary>One whole HTTP request, head and body, made once and stamped before each sending.</summary>
internal sealed class RequestTemplate
{
    private readonly RecordSource _source;

    private readonly (RecordTemplate Template, int At)[] _records;

    public RequestTemplate(RecordSource source, Endpoint endpoint, int records, bool array)
    {
        _source = source;
        var templates = Enumerable.Range(0, records).Select(_ => source.NewTemplate()).ToArray();
        var separators = array ? records + 1 : 0;
        var length = templates.Sum(template => template.Bytes.Length) + separators;
        var head = Encoding.ASCII.GetBytes(endpoint.Head("POST", "/api/executions")
            + "Content-Type: application/json\r\n"
            + string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n\r\n"));

        Bytes = new byte[head.Length + length];
        head.CopyTo(Bytes, 0);
        _records = new (RecordTemplate, int)[records];
        var at = head.Length;
        for (var i = 0; i < records; i++)
        {
            at += array ? 1 : 0;
            _records[i] = (templates[i], at);
            templates[i].Bytes.CopyTo(Bytes, at);
            at += templates[i].Bytes.Length;
        }

        if (array)
        {
            WriteSeparators(head.Length);
        }
    }

    public byte[] Bytes { get; }

    public int Records => _records.Length;

    /// <summary>New ids and times; answers the first record's number.</summary>
    public long Stamp()
    {
        var first = _source.Take(_records.Length);
        var number = first;
        foreach (var (template, at) in _records)
        {
            template.Stamp(Bytes.AsSpan(at), _source.Id(number), _source.EndOf(number));
            number++;
        }

        return first;
    }

    private void WriteSeparators(int start)
    {
        foreach (var (_, at) in _records)
        {
            Bytes[at - 1] = (byte)',';
        }

        Bytes[start] = (byte)'[';
        Bytes[^1] = (byte)']';
    }
}
