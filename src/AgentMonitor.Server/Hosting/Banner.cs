using AgentMonitor.Server.Commands;
using AgentMonitor.Server.Folder;

namespace AgentMonitor.Server.Hosting;

/// <summary>
/// What a person sees when the server is ready. It goes to standard output and never to the log, for the link may
/// hold the token (in the fragment, which browsers keep to themselves).
/// </summary>
internal static class Banner
{
    public static void Print(CommandSurroundings surroundings, Uri url, DataFolder folder, AdminCredentials credentials)
    {
        var page = new Uri(url, "/monitor").AbsoluteUri;
        var key = KeyRing.Read(folder).IngestKeys.Count > 0 ? " -H 'X-Api-Key: YOUR_INGEST_KEY'" : "";
        surroundings.Say($"""

            AgentMonitor is ready.

              Page  {(credentials.FromEnvironment ? page : $"{page}#token={credentials.Current}")}
              Data  {folder.FullPath}

            Send a first execution:

              curl {new Uri(url, "/api/executions").AbsoluteUri} -H 'Content-Type: application/json'{key} -d '{FirstExecution}'

            Ctrl+C stops it.

            """);
    }

    private const string FirstExecution =
        """{"agent_name":"hello","status":"success","execution_time_ms":1200,"model_used":"gpt-4o","usage":{"input_tokens":900,"output_tokens":120}}""";
}
