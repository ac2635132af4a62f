using System.Globalization;
using System.Text;

namespace AgentMonitor.Http.Prometheus;

/// <summary>
/// Writes figures in Prometheus' text exposition format 0.0.4: base units in the name, counters ending in
/// <c>_total</c>, buckets cumulative.
/// </summary>
internal sealed class PrometheusText
{
    private readonly StringBuilder _text = new();

    public void Write(InstrumentValues values)
    {
        var instrument = values.Instrument;
        var name = NameOf(instrument.Name, instrument.Unit, values.Kind);
        Begin(name, instrument.Description, values.Kind);
        foreach (var series in values.Series)
        {
            var (sum, count, buckets) = series.Read();
            if (values.Kind != InstrumentKind.Histogram)
            {
                Sample(name, series.Tags, sum);
                continue;
            }

            var below = 0L;
            foreach (var bucket in buckets)
            {
                Sample(name + "_bucket", [.. series.Tags, new("le", bucket.Bound)], below += bucket.Count);
            }

            Sample(name + "_bucket", [.. series.Tags, new("le", "+Inf")], count);
            Sample(name + "_sum", series.Tags, sum);
            Sample(name + "_count", series.Tags, count);
        }
    }

    public void WriteGauge(string name, string help, IEnumerable<(KeyValuePair<string, object?>[] Tags, double Value)> samples)
    {
        Begin(name, help, InstrumentKind.Gauge);
        foreach (var (tags, value) in samples)
        {
            Sample(name, tags, value);
        }
    }

    public override string ToString() => _text.ToString();

    internal static string NameOf(string name, string? unit, InstrumentKind kind)
    {
        var suffix = unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            "%" => "_percent",
            _ => "",
        };
        return Clean(name) + suffix + (kind == InstrumentKind.Counter ? "_total" : "");
    }

    private static string Clean(string name) =>
        string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));

    private void Begin(string name, string? help, InstrumentKind kind)
    {
        if (help is not null)
        {
            _text.Append("# HELP ").Append(name).Append(' ').Append(Escape(help)).Append('\n');
        }

        _text.Append("# TYPE ").Append(name).Append(' ').Append(kind.ToString().ToLowerInvariant()).Append('\n');
    }

    private void Sample(string name, IReadOnlyList<KeyValuePair<string, object?>> tags, double value)
    {
        _text.Append(name);
        if (tags.Count > 0)
        {
            _text.Append('{').AppendJoin(',', tags.Select(Label)).Append('}');
        }

        _text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Label(KeyValuePair<string, object?> tag)
    {
        var value = Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "";
        return $"{Clean(tag.Key)}=\"{Escape(value).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
