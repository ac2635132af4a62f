using System.Net;
using AgentMonitor.Health;

namespace AgentMonitor.Http.Health;

/// <summary>
/// Whether an address outside answers at all. What it answers is its own business: it is asked without credentials, so
/// a refusal is a sign of life. We work without it, so the worst that is found is degraded.
/// </summary>
internal sealed class ExternalProbe(string name, Uri address) : IHealthProbe
{
    /// <summary>A look costs somebody else something.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectTimeout = TimeSpan.FromSeconds(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(8),
    };

    public string Name => name;

    public async ValueTask<Finding> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            using var answer = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.StatusCode < HttpStatusCode.InternalServerError
                ? Finding.Ok
                : Degraded($"Answers {(int)answer.StatusCode}.");
        }
        catch (HttpRequestException)
        {
            return Degraded("Cannot be reached.");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Degraded("Does not answer.");
        }
    }

    private static Finding Degraded(string sentence) => Finding.Ok with { State = HealthState.Degraded, Sentence = sentence };
}
