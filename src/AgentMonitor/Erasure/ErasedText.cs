namespace AgentMonitor.Erasure;

/// <summary>
/// Takes an id out of what an admin wrote. It goes where it stands by itself: <c>ann</c> leaves <c>planned</c> and
/// <c>ann2</c> alone, and goes from <c>ann@example.org</c>, since too much is better than too little.
/// </summary>
public static class ErasedText
{
    public const string Mark = "[erased]";

    /// <summary>The same object where the id does not occur.</summary>
    /// <param name="longest">What is longer afterwards is cut.</param>
    public static string Of(string text, string userId, int longest = int.MaxValue)
    {
        var erased = text;
        for (var at = 0; (at = erased.IndexOf(userId, at, StringComparison.Ordinal)) >= 0;)
        {
            var end = at + userId.Length;
            if (IsJoined(erased, at) || IsJoined(erased, end))
            {
                at++;
                continue;
            }

            erased = string.Concat(erased.AsSpan(0, at), Mark, erased.AsSpan(end));
            at += Mark.Length;
        }

        return erased.Length > longest && !ReferenceEquals(erased, text) ? erased[..longest].TrimEnd() : erased;
    }

    // Whether one word goes on over that place.
    private static bool IsJoined(string text, int at) =>
        at > 0 && at < text.Length && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at]);
}
