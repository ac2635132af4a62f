using System.Text.Json;

namespace AgentMonitor.Server.Delivery;

/// <summary>Reads what a server says about an array, as API.md words it.</summary>
internal static class Answers
{
    private const string NoReason = "refused without a reason";

    /// <summary>A 200: counts, and one item for each record.</summary>
    public static Delivered.Taken Read(byte[] body)
    {
        using var answer = Parse(body);
        var root = answer.RootElement;
        var rejections = root.GetProperty("items").EnumerateArray()
            .Where(item => item.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
            .Select(item => Refused(item.GetProperty("index").GetInt32(), Property(item.GetProperty("error"), "pointer"), item.GetProperty("error")))
            .ToList();
        return new Delivered.Taken(
            root.GetProperty("accepted").GetInt32(), root.GetProperty("duplicates").GetInt32(), rejections);
    }

    /// <summary>A 400 or 422: problem details, and no record of the batch was taken.</summary>
    public static Delivered.Taken ReadRefusal(byte[] body, int count)
    {
        using var answer = Parse(body);
        var refused = Faults(answer.RootElement);
        var general = answer.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
        return new Delivered.Taken(0, 0, [.. Enumerable.Range(0, count).Select(index =>
            refused.TryGetValue(index, out var rejection) ? rejection : new Rejection(index, general ?? NoReason))]);
    }

    // A fault's pointer leads into the array: /3/status is the status of the fourth record.
    private static Dictionary<int, Rejection> Faults(JsonElement problem)
    {
        var refused = new Dictionary<int, Rejection>();
        if (problem.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array)
        {
            foreach (var error in errors.EnumerateArray())
            {
                var pointer = error.TryGetProperty("pointer", out var at) ? at.GetString() ?? "" : "";
                var parts = pointer.TrimStart('#').Split('/', 3);
                if (parts.Length > 1 && int.TryParse(parts[1], out var index))
                {
                    refused.TryAdd(index, Refused(index, parts.Length > 2 ? "/" + parts[2] : null, error));
                }
            }
        }

        return refused;
    }

    private static Rejection Refused(int index, string? pointer, JsonElement fault)
    {
        var message = Property(fault, "message") ?? NoReason;
        return new Rejection(
            index, string.IsNullOrEmpty(pointer) ? message : $"{pointer}: {message}", Property(fault, "code") == Rejection.TooOld);
    }

    private static string? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonDocument Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            throw new DeliveryException("The answer is not JSON: is it AgentMonitor that listens there?");
        }
    }
}
