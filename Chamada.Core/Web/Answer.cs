using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Chamada.Core.Rolls;
using Chamada.Core.Wire;
using Microsoft.AspNetCore.Http;

namespace Chamada.Core.Web;

/// <summary>What is answered to one request.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="ContentType">What the body is.</param>
/// <param name="Body">The body.</param>
internal sealed record Answer(int Status, string ContentType, byte[] Body)
{
    private const string Json = "application/json; charset=utf-8";

    // So that the '+' of a time's offset stays as it is. The type of the answer says that it is no HTML.
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>With 405: the methods that there are.</summary>
    public string? Allow { get; init; }

    /// <summary>In how many seconds to ask again; null where that is not known.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Where to go instead: a path on this server, never a whole address.</summary>
    public string? Location { get; init; }

    /// <summary>Whether the request may not have been read to its end, so that nothing may follow it on its connection.</summary>
    public bool EndsConnection { get; init; }

    /// <summary>A page.</summary>
    public static Answer Page(int status, byte[] html) => new(status, "text/html; charset=utf-8", html);

    /// <summary>A line of text.</summary>
    public static Answer Text(int status, string line) => new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(line + "\n"));

    /// <summary>No more than an address to go to.</summary>
    public static Answer See(string path) => Text(StatusCodes.Status303SeeOther, path) with { Location = path };

    /// <summary>What is wrong with a request, for a program.</summary>
    public static Answer Error(int status, string error) => Object(status, json => json.WriteString("error", error));

    /// <summary>An outcome, for a program: the same object that <c>student --json</c> prints.</summary>
    /// <param name="status">The status of HTTP.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="student">Who asked.</param>
    /// <param name="result">Its word, in lower case.</param>
    public static Answer Result(int status, RollOutcome outcome, StudentId student, string result) => Object(status, json =>
    {
        json.WriteNumber("class", outcome.Class.Value);
        json.WriteString("student", student.ToString());
        json.WriteString("result", result);
        json.WriteString("at", IsoTime.Format(outcome.At.ToDateTimeOffset()));
        if (outcome.Detail is WaitingTime time)
        {
            json.WriteNumber("wait", time.Seconds);
        }
    });

    private static Answer Object(int status, Action<Utf8JsonWriter> members)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, JsonOptions))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return new Answer(status, Json, bytes.WrittenSpan.ToArray());
    }
}
