using System.Text;
using System.Text.Json;
using AgentMonitor.Ingest.Json;

namespace AgentMonitor.Ingest;

/// <summary>
/// What says who the client was, as a member or as an attribute of OpenTelemetry's. An address is taken off the tape,
/// so that it is neither kept with the attributes nor named by the hash of the content.
/// </summary>
internal sealed class ClientValues(JsonTape tape, TextValues texts)
{
    private const string AddressAttribute = "client.address";

    private const int MostAgentCharacters = 512;

    // How deep it may be was checked when it was read.
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    public string? Address(int node)
    {
        var address = texts.Name(node);
        tape.Drop(node);
        return address;
    }

    public string? UserAgent(int node, ExecutionDraft draft) => texts.LongText(node, MostAgentCharacters, draft);

    /// <summary>Takes both from the attributes, where they are; the members of their own come later and win.</summary>
    public void TakeFromAttributes(int attributes, ExecutionDraft draft)
    {
        for (var member = tape[attributes].FirstChild; member != 0; member = tape[member].Next)
        {
            if (tape.Name(member).SequenceEqual("client.address"u8))
            {
                draft.ClientAddress = tape[member].Kind == JsonTokenType.String ? Names.Normalise(Encoding.UTF8.GetString(tape.Text(member))) : null;
                tape.Drop(member);
                tape.Replace(attributes, WithoutAddress(tape.Text(attributes)));
            }
            else if (tape.Name(member).SequenceEqual("user_agent.original"u8) && tape[member].Kind == JsonTokenType.String)
            {
                draft.UserAgent = UserAgent(member, draft);
            }
        }
    }

    private static byte[] WithoutAddress(ReadOnlySpan<byte> attributes)
    {
        var members = System.Text.Json.Nodes.JsonNode.Parse(attributes, documentOptions: AnyDepth)!.AsObject();
        members.Remove(AddressAttribute);
        return Encoding.UTF8.GetBytes(members.ToJsonString());
    }
}
