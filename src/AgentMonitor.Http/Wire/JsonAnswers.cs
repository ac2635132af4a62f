using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Wire;

/// <summary>Writes JSON answers, with their length where they are small.</summary>
internal static class JsonAnswers
{
    public static Task OkAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        WriteAsync(context, StatusCodes.Status200OK, value, type);

    public static async Task WriteAsync<T>(
        HttpContext context, int status, T value, JsonTypeInfo<T> type, string contentType = "application/json")
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        await JsonSerializer.SerializeAsync(response.BodyWriter, value, type, context.RequestAborted);
    }
}
