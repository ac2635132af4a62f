using System.Text;
using AgentMonitor.Ingest.Json;

namespace AgentMonitor.Ingest;

/// <summary>A member by name, and how it goes from the tape into a draft.</summary>
internal sealed record Field(string Name, Action<FieldValues, ExecutionDraft, int> Read);

/// <summary>
/// The known members of one object. Both they and the members on the tape are sorted, so that one walk along both
/// finds them all. Unknown members are dropped: they are no content.
/// </summary>
internal sealed class FieldTable
{
    private readonly Field[] _fields;
    private readonly byte[][] _names;

    public FieldTable(IEnumerable<Field> fields)
    {
        _fields = [.. fields.OrderBy(field => field.Name, StringComparer.Ordinal)];
        _names = [.. _fields.Select(field => Encoding.UTF8.GetBytes(field.Name))];
    }

    public void Read(FieldValues values, JsonTape tape, int node, ExecutionDraft draft)
    {
        var next = 0;
        for (var member = tape[node].FirstChild; member != 0; member = tape[member].Next)
        {
            var name = tape.Name(member);
            var order = -1;
            while (next < _names.Length && (order = name.SequenceCompareTo(_names[next])) > 0)
            {
                next++;
            }

            if (next == _names.Length || order < 0)
            {
                tape.Drop(member);
            }
            else if (!tape.IsNull(member))
            {
                values.Notes.Field = _fields[next].Name;
                _fields[next].Read(values, draft, member);
            }
        }
    }
}
