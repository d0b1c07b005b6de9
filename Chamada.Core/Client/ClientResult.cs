using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace Chamada.Core.Client;

/// <summary>Why a request has no answer, or which refusal the answer was.</summary>
public enum ClientFault
{
    /// <summary>No connection: the host is unknown, or nothing answers there.</summary>
    Unreachable,

    /// <summary>No answer came in time. The request may or may not have been carried out.</summary>
    TimedOut,

    /// <summary>The connection ended before the answer came. The request may or may not have been carried out.</summary>
    Disconnected,

    /// <summary>Something answered that does not speak Chamada's protocol.</summary>
    NotChamada,

    /// <summary>The server could not show that it is the one that is meant. Nothing was sent to it.</summary>
    Untrusted,

    /// <summary>TLS was asked for, and what answers there does not speak it. Nothing was sent to it.</summary>
    NoTls,

    /// <summary>The server speaks only TLS, and it was asked without.</summary>
    TlsOnly,

    /// <summary>The server answered with an error: <see cref="ClientError.Code"/> says which.</summary>
    Refused,
}

/// <summary>What went wrong with a request, as a value.</summary>
/// <param name="Fault">The kind of failure.</param>
/// <param name="Detail">For people who look for the cause: the operating system's or the server's words, in English.</param>
/// <param name="Code">With <see cref="ClientFault.Refused"/>: the first word of the error, such as <c>EXISTS</c>. With <see
/// cref="ClientFault.Disconnected"/> <c>UNAVAILABLE</c> where the server was left because of that answer. Otherwise empty.</param>
public sealed record ClientError(ClientFault Fault, string Detail, string Code = "")
{
    /// <summary>With <see cref="ClientFault.Unreachable"/> and <see cref="ClientFault.Disconnected"/>: what the socket reported; null when
    /// it was nothing of its own.</summary>
    public SocketError? Socket { get; init; }

    /// <summary>Where one of several servers was asked: which it is about; otherwise null.</summary>
    public ServerAddress? Server { get; init; }

    /// <summary>With <see cref="ClientFault.Untrusted"/>: the key that the server shows and the one by which it is known; null where the
    /// reason is another.</summary>
    public OtherKey? OtherKey { get; init; }

    /// <summary>Whether the server does not know the teacher's key that was shown.</summary>
    public bool IsWrongKey => Fault == ClientFault.Refused && Code == "WRONGPASS";

    /// <summary>Whether the server says that it has nothing under the token that was sent: no roll call of the class, or only somebody
    /// else's.</summary>
    public bool HasNothingUnderToken => Fault == ClientFault.Refused && Code is ("NOTOPEN" or "DENIED");

    /// <summary>Whether the server cannot record now. Nothing was changed; it may be able to later.</summary>
    public bool IsUnavailable => Fault == ClientFault.Refused && Code == "UNAVAILABLE";

    /// <inheritdoc/>
    public override string ToString() => Code.Length == 0 ? $"{Fault}: {Detail}" : $"{Code}: {Detail}";
}

/// <summary>An answer, or the reason why there is none.</summary>
public readonly record struct ClientResult<T>
    where T : class
{
    /// <summary>The answer; null when there is none.</summary>
    public T? Value { get; private init; }

    /// <summary>Why there is no answer; null when there is one.</summary>
    public ClientError? Error { get; private init; }

    /// <summary>Whether there is an answer, and which.</summary>
    public bool Try([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out ClientError? error)
    {
        value = Value;
        error = Error;
        return value is not null;
    }

    /// <summary>Wraps an answer.</summary>
    public static implicit operator ClientResult<T>(T value) => new() { Value = value };

    /// <summary>Wraps a failure.</summary>
    public static implicit operator ClientResult<T>(ClientError error) => new() { Error = error };
}

/// <summary>Makes results.</summary>
public static class ClientResult
{
    /// <summary>Wraps an answer whose type is an interface: those convert from no value by themselves.</summary>
    public static ClientResult<T> Of<T>(T value)
        where T : class => value;
}
