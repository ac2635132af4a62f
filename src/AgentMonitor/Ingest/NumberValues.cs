using System.Text.Json;
using AgentMonitor.Costs;
using AgentMonitor.Ingest.Json;

namespace AgentMonitor.Ingest;

/// <summary>Numbers, none of them negative.</summary>
internal sealed class NumberValues(JsonTape tape, MemberFaults faults)
{
    public long? Count(int node, long most, int least = 0)
    {
        var value = Scaled(node, 0, most, most, out var isExact);
        if (value is not null && !isExact)
        {
            faults.Note(Faults.NotAnInteger(faults.Pointer));
            return null;
        }

        if (value < least)
        {
            faults.Note(Faults.OutOfRange(faults.Pointer, least, most));
            return null;
        }

        return value;
    }

    /// <summary>Rounded to the whole one, half to even.</summary>
    public long? Milliseconds(int node, long most) => Scaled(node, 0, most, most, out _);

    public NanoUsd? Money(int node, long mostUsd) =>
        Scaled(node, 9, mostUsd * NanoUsd.PerUsd, mostUsd, out _) is { } nano ? new NanoUsd(nano) : null;

    private long? Scaled(int node, int power, long most, long shownMost, out bool isExact)
    {
        isExact = true;
        if (tape[node].Kind != JsonTokenType.Number)
        {
            faults.Note(Faults.WrongType(faults.Pointer, "a number"));
            return null;
        }

        var number = new JsonNumber(tape.Text(node));
        if (number.IsNegative)
        {
            faults.Note(Faults.Negative(faults.Pointer));
            return null;
        }

        if (!number.TryScale(power, most, out var value, out isExact))
        {
            isExact = true;
            faults.Note(Faults.OutOfRange(faults.Pointer, 0, shownMost));
            return null;
        }

        return value;
    }
}
