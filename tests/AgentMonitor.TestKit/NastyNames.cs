using System.Text;

namespace AgentMonitor.TestKit;

/// <summary>Names as an attacker, a bug or another language would choose them, from one seed.</summary>
public static class NastyNames
{
    private static readonly string[] Pieces =
    [
        "a", "A", "0", " ", "'", "''", "\"", "\\", "/", "//", "..", "../", ".", "%", "%00", "%2F", "%25", "?", "#", "&", "=",
        "+", ";", "--", "/*", "*/", "(", ")", "{", "}", "[", "]", "$", "$ne", "@", "*", "_", "|", "`", "<script>", "</", ">",
        ":", "user:", "agents", "models", "model", "null", "NaN", "-1", "1e999", "' OR 1=1", "DROP TABLE chunks", "é", "e\u0301",
        "ß", "İ", "ı", "Å", "\u212B", "ﬁ", "名前", "👩‍🚀", "\U0001F600", "\u202E", "\u200B", "\u00A0", "\uFEFF", "\uFFFF", "\u2028",
        "\0", "\u001f", "\n", "\r\n", "\t", "\u007f", "\u0085", "\ud800", "\udc00",
    ];

    public static IEnumerable<string> Make(int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            yield return Next(random);
        }
    }

    private static string Next(Random random)
    {
        var name = new StringBuilder();
        var length = random.Next(20) == 0 ? random.Next(110, 140) : random.Next(0, 12);
        while (name.Length < length)
        {
            name.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return name.ToString();
    }
}
