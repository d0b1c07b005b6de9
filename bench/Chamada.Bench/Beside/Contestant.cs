using System.Globalization;

namespace Chamada.Bench.Beside;

/// <summary>A server that is measured, and what it is asked.</summary>
/// <param name="Name">How it stands in the table.</param>
/// <param name="Program">The executable.</param>
/// <param name="Arguments">Its arguments; <c>{port}</c> and <c>{folder}</c> stand for a port of its own and a folder of its own.</param>
/// <param name="Request">The command for redis-benchmark.</param>
/// <param name="Opening">What is sent once before; null for nothing.</param>
internal sealed record Contestant(
    string Name, string Program, IReadOnlyList<string> Arguments, IReadOnlyList<string> Request, string? Opening)
{
    /// <summary>Others are measured beside this one.</summary>
    public const string Own = "Chamada";

    private static readonly string[] Add = ["SADD", "3030", "__rand_int__"];
    private static readonly string[] Present = ["PRESENT", "3030", "__rand_int__"];

    /// <summary>Those that take part.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="durable">Whether each answer is on disk before it is given.</param>
    public static IEnumerable<Contestant> All(BesideOptions options, bool durable)
    {
        string yes = durable ? "yes" : "no";
        yield return Chamada(options.Chamada, durable);
        yield return new Contestant(
            "Redis", "redis-server",
            ["--port", "{port}", "--bind", "127.0.0.1", "--save", "", "--dir", "{folder}", "--appendonly", yes, "--appendfsync", "always"],
            Add, null);
        if (options.Garnet is { } garnet)
        {
            // Its own device wants a library of the system; this one does without.
            string[] log = durable ? ["--aof", "--aof-commit-wait", "--device-type", "RandomAccess"] : [];
            yield return new Contestant(
                "Garnet", garnet,
                ["--port", "{port}", "--bind", "127.0.0.1", "--memory", "2g", "--checkpointdir", "{folder}", .. log],
                Add, null);
        }

        if (!durable)
        {
            // An answer of the same bytes to the same request, on the same transport, without a roll call behind it; not native code.
            yield return new Contestant("floor", Environment.ProcessPath!, ["echo", "{port}"], Present, null);
        }
    }

    /// <summary>This project's server.</summary>
    public static Contestant Chamada(string executable, bool durable) => new(
        Own, executable,
        [
            "serve", "--bind", "127.0.0.1", "--port", "{port}", "--no-announce", "--lang", "en",
            .. durable ? ["--data", "{folder}"] : (string[])["--memory"],
        ],
        Present, "OPEN 3030\r\n");

    /// <summary>The arguments for a port and a folder.</summary>
    public IEnumerable<string> ArgumentsFor(int port, string folder) => Arguments.Select(argument => argument
        .Replace("{port}", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{folder}", folder, StringComparison.Ordinal));
}
