using System.Text;

namespace AgentMonitor.Http.Tests.Export;

/// <summary>
/// Reads CSV by the letter of RFC 4180 and by nothing else: rows end in CR LF, a field is quoted as a whole or holds
/// no quote, comma or line break. Anything else is a <see cref="FormatException"/>.
/// </summary>
internal static class StrictCsv
{
    public static List<List<string>> Read(string text)
    {
        var rows = new List<List<string>>();
        for (var at = 0; at < text.Length;)
        {
            var row = new List<string>();
            do
            {
                row.Add(ReadField(text, ref at));
            }
            while (Takes(text, ",", ref at));

            if (!Takes(text, "\r\n", ref at))
            {
                throw new FormatException($"Neither a comma nor the end of the row at {at}: {text[Math.Max(0, at - 40)..Math.Min(text.Length, at + 10)]}");
            }

            rows.Add(row);
        }

        return rows;
    }

    private static string ReadField(string text, ref int at)
    {
        if (!Takes(text, "\"", ref at))
        {
            var end = text.AsSpan(at).IndexOfAny(",\"\r\n");
            var plain = text[at..(at + end)];
            at += end;
            return plain;
        }

        var field = new StringBuilder();
        while (true)
        {
            var quote = text.IndexOf('"', at);
            field.Append(text, at, quote - at);
            at = quote + 1;
            if (!Takes(text, "\"", ref at))
            {
                return field.ToString();
            }

            field.Append('"');
        }
    }

    private static bool Takes(string text, string wanted, ref int at)
    {
        if (string.CompareOrdinal(text, at, wanted, 0, wanted.Length) != 0)
        {
            return false;
        }

        at += wanted.Length;
        return true;
    }
}
