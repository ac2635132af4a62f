using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace AgentMonitor.Http.Tests.Api;

/// <summary>
/// Compares an answer with its file under tests/wire, which the page's tests read too. With AGENTMONITOR_REWRITE=1
/// the file is written instead.
/// </summary>
internal static class Golden
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static bool Rewrites => Environment.GetEnvironmentVariable("AGENTMONITOR_REWRITE") == "1";

    public static void Matches(string name, JsonNode answer) =>
        Matches(Path.Combine(Root(), "tests", "wire", name + ".json"), answer.ToJsonString(Indented) + "\n");

    public static void MatchesFile(string path, string text) => Matches(Path.Combine(Root(), path), text);

    private static void Matches(string path, string text)
    {
        if (Rewrites)
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text.ReplaceLineEndings("\n"));
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
