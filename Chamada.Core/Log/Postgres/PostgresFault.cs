using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace Chamada.Core.Log.Postgres;

/// <summary>Why a database cannot be used.</summary>
public enum PostgresFaultKind
{
    /// <summary>None of its hosts answers.</summary>
    Unreachable,

    /// <summary>TLS cannot be spoken with it, or its certificate is not what was asked for.</summary>
    Untrusted,

    /// <summary>It knows no such account, or not by that password.</summary>
    Password,

    /// <summary>There is no such database.</summary>
    NoDatabase,

    /// <summary>The account may not do there what is needed.</summary>
    NoRight,

    /// <summary>It is older than 15.</summary>
    OldVersion,

    /// <summary>None of its hosts takes changes: they are standbys, or it is set to read only.</summary>
    ReadOnly,

    /// <summary>A newer version of the program has made what is in it.</summary>
    NewerVersion,

    /// <summary>What is in it contradicts itself.</summary>
    Damaged,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>Why a database cannot be used. Nothing was changed in it.</summary>
/// <param name="Kind">What is in the way.</param>
/// <param name="Place">The hosts and the database, without a password.</param>
/// <param name="Cause">For people who look for the cause: the database's or the system's words, in English.</param>
public sealed record PostgresFault(PostgresFaultKind Kind, string Place, string Cause)
{
    /// <summary>The fault that an error means.</summary>
    internal static PostgresFault Of(Exception error, PostgresAddress address) => new(KindOf(error), address.ToString(), CauseOf(error));

    private static PostgresFaultKind KindOf(Exception error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => PostgresFaultKind.NoDatabase,
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            PostgresFaultKind.Password,
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => PostgresFaultKind.NoRight,
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => PostgresFaultKind.ReadOnly,
        PostgresException => PostgresFaultKind.Other,
        InvalidDataException => PostgresFaultKind.Damaged,
        AuthenticationException => PostgresFaultKind.Untrusted,
        SocketException or TimeoutException => PostgresFaultKind.Unreachable,
        AggregateException { InnerExceptions: [var first, ..] } => KindOf(first),
        NpgsqlException { InnerException: { } inner } => KindOf(inner),
        NpgsqlException when error.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => PostgresFaultKind.Password,
        NpgsqlException when error.Message.Contains("SSL", StringComparison.OrdinalIgnoreCase) => PostgresFaultKind.Untrusted,
        NpgsqlException when error.Message.Contains("suitable host", StringComparison.OrdinalIgnoreCase) => PostgresFaultKind.ReadOnly,
        NpgsqlException => PostgresFaultKind.Unreachable,
        _ => PostgresFaultKind.Other,
    };

    /// <summary>What an error says, in one line.</summary>
    internal static string CauseOf(Exception error) => error switch
    {
        PostgresException postgres => $"{postgres.SqlState}: {postgres.MessageText}",
        AggregateException { InnerExceptions: [var first, ..] } => CauseOf(first),
        NpgsqlException { InnerException: { } inner } => CauseOf(inner),
        _ => error.Message,
    };
}

/// <summary>An open store, or the reason why there is none.</summary>
public readonly record struct PostgresOpening
{
    private PostgresStore? Store { get; init; }

    private PostgresFault? Fault { get; init; }

    /// <summary>Whether there is a store, and which, or why not.</summary>
    public bool Try([NotNullWhen(true)] out PostgresStore? store, [NotNullWhen(false)] out PostgresFault? fault)
    {
        store = Store;
        fault = Fault;
        return store is not null;
    }

    /// <summary>Wraps an open store.</summary>
    public static implicit operator PostgresOpening(PostgresStore store) => new() { Store = store };

    /// <summary>Wraps a fault.</summary>
    public static implicit operator PostgresOpening(PostgresFault fault) => new() { Fault = fault };
}
