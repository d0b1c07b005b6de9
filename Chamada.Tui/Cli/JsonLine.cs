using System.Text.Encodings.Web;
using System.Text.Json;
using Chamada.Core.Wire;

namespace Chamada.Tui.Cli;

/// <summary>Writes one JSON object as one line of stdout. Keys and words are the same in every language.</summary>
internal static class JsonLine
{
    private static readonly JsonWriterOptions Options = new()
    {
        // So that the '+' of a time's offset stays as it is. Nothing here ends up in HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>Writes an object with the members that <paramref name="members"/> adds.</summary>
    public static void Write(CliOutput output, Action<Utf8JsonWriter> members)
    {
        using (Utf8JsonWriter json = new(output.Gathered, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        output.EndLine();
    }

    /// <summary>Adds a time in ISO 8601 with milliseconds and offset; null when it is not known.</summary>
    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteString(name, IsoTime.Format(known));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
