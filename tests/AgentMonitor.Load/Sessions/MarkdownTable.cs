using System.Globalization;

namespace AgentMonitor.Load.Sessions;

/// <summary>Rows on standard output, to be pasted into a document as they are.</summary>
internal static class MarkdownTable
{
    public static void Print(string title, string[] head, IEnumerable<string[]> rows)
    {
        Console.WriteLine();
        Console.WriteLine($"### {title}");
        Console.WriteLine();
        Console.WriteLine(Line(head));
        Console.WriteLine(Line(head.Select(_ => "---")));
        foreach (var row in rows)
        {
            Console.WriteLine(Line(row));
        }
    }

    public static string Number(double value, string format = "N0") => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>The middle one; of two in the middle the lower.</summary>
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[(sorted.Length - 1) / 2];
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
