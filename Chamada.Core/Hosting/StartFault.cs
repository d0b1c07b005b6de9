using System.Net;
using System.Net.Sockets;
using Chamada.Core.Log.Postgres;
using Chamada.Core.Log.Sqlite;

namespace Chamada.Core.Hosting;

/// <summary>Why a server cannot start: a <see cref="DataFault"/>, a <see cref="StoreFault"/>, a <see cref="CertificateFault"/> or a
/// <see cref="ListenFault"/>.</summary>
public abstract record StartFault;

/// <summary>The data folder cannot be used.</summary>
/// <param name="Journal">Why.</param>
public sealed record DataFault(JournalFault Journal) : StartFault;

/// <summary>The database that several servers share cannot be used.</summary>
/// <param name="Postgres">Why.</param>
public sealed record StoreFault(PostgresFault Postgres) : StartFault;

/// <summary>The certificate cannot be used, or made.</summary>
/// <param name="Path">Its file; empty where it is kept in memory.</param>
/// <param name="Detail">The system's words.</param>
public sealed record CertificateFault(string Path, string Detail) : StartFault;

/// <summary>The server cannot listen.</summary>
/// <param name="Wanted">Where it was to listen: the last place that was tried.</param>
/// <param name="Error">The system's error.</param>
/// <param name="Detail">The system's words.</param>
public sealed record ListenFault(IPEndPoint Wanted, SocketError Error, string Detail) : StartFault;
