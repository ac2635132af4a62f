using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace AgentMonitor.Ingest;

internal enum NameProblem
{
    None,
    TooLong,
    ControlCharacter,
}

/// <summary>
/// Ids and names: NFC (made so on arrival), at most 128 UTF-16 code units, no control characters.
/// </summary>
internal static class Names
{
    public const int MostCharacters = 128;

    // C0, DEL and C1.
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(code => (char)code)]);

    /// <summary>The name in NFC, of a text that is valid UTF-8; "" when there is a problem.</summary>
    public static string Normalise(ReadOnlySpan<byte> text, int most, out NameProblem problem, out bool isChanged)
    {
        isChanged = false;

        // NFC makes a text at most three times shorter in code units, and a code unit takes three bytes at most.
        if (text.Length > most * 9)
        {
            problem = NameProblem.TooLong;
            return "";
        }

        var name = Encoding.UTF8.GetString(text);
        if (!Ascii.IsValid(text) && !name.IsNormalized())
        {
            name = name.Normalize();
            isChanged = true;
        }

        problem = name.Length > most ? NameProblem.TooLong
            : HasControl(name) ? NameProblem.ControlCharacter
            : NameProblem.None;
        return problem == NameProblem.None ? name : "";
    }

    /// <summary>The same for a text from an address or a header; null when it cannot be a name.</summary>
    public static string? Normalise(string text)
    {
        // A lone surrogate has no UTF-8, and a replacement character in its place would make two ids one.
        Span<byte> utf8 = stackalloc byte[MostCharacters * 9];
        if (text.Length == 0
            || Utf8.FromUtf16(text, utf8, out _, out var length, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            return null;
        }

        var name = Normalise(utf8[..length], MostCharacters, out var problem, out _);
        return problem == NameProblem.None ? name : null;
    }

    private static bool HasControl(ReadOnlySpan<char> name) => name.ContainsAny(Controls);
}
