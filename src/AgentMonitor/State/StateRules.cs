using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace AgentMonitor.State;

/// <summary>What every store takes, so that none takes what another refuses.</summary>
public static class StateRules
{
    public const int MaximumBytes = 1_000_000;

    /// <summary>Of a kind or an id, in UTF-8; any name that executions may have fits.</summary>
    public const int MaximumNameBytes = 512;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">No store takes it; the message says why.</exception>
    public static void Check(StateDocument document)
    {
        CheckName(document.Kind, nameof(document.Kind));
        CheckName(document.Id, nameof(document.Id));
        var json = document.Utf8Json.Span;
        if (json.Length > MaximumBytes)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"A document of state has {json.Length} bytes; {MaximumBytes} are allowed."),
                nameof(document));
        }

        if (!Utf8.IsValid(json) || !IsJson(json))
        {
            throw new ArgumentException("A document of state has to be JSON in UTF-8.", nameof(document));
        }
    }

    public static void CheckName(string name, string parameter)
    {
        if (name.Length is 0 or > MaximumNameBytes || !IsText(name))
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A kind or an id of state has 1 to {MaximumNameBytes} bytes of UTF-8, with no NUL and no half of a surrogate pair."),
                parameter);
        }
    }

    private static bool IsText(string name)
    {
        try
        {
            return !name.Contains('\0', StringComparison.Ordinal) && Strict.GetByteCount(name) <= MaximumNameBytes;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
