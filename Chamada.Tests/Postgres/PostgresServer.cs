using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Postgres;

/// <summary>
/// A PostgreSQL of the tests' own, as it comes from Debian's package, on a free port of this machine and in a folder that is gone after the
/// test. It syncs what it writes, as it does where it is used. It runs as an account without rights, which it insists on. Where it is not
/// installed, the test that wants it is skipped.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The account of the database that may do everything, without a password unless told otherwise.</summary>
    public const string Admin = "admin";

    private const string Programs = "/usr/lib/postgresql/15/bin/", Account = "postgres";
    private const int PortsToTry = 5;

    private readonly string[] _settings;
    private Process? _postmaster;
    private CapturedStream? _log;

    private PostgresServer(string folder, string[] settings)
    {
        Folder = folder;
        _settings = settings;
    }

    /// <summary>Its data folder.</summary>
    public string Folder { get; }

    /// <summary>Its TCP port on 127.0.0.1, the same over restarts.</summary>
    public int Port { get; private set; }

    /// <summary>The process that all others of it come from; 0 while it does not run.</summary>
    public int ProcessId => _postmaster?.Id ?? 0;

    /// <summary>What it has written to its log since its last start.</summary>
    public string Log => _log?.Text ?? "";

    /// <summary>Makes a data folder and starts a server on it.</summary>
    /// <param name="settings">Of its configuration, each <c>name=value</c>.</param>
    public static async Task<PostgresServer> StartAsync(params IEnumerable<string> settings)
    {
        string folder = NewFolder();
        await RunAsync(
            "initdb", "-D", folder, "-U", Admin, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions");
        PostgresServer server = new(folder, [.. settings]);
        try
        {
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A folder's name that nobody has, for what one of PostgreSQL's programs is to make.</summary>
    public static string NewFolder() => Path.Combine(Path.GetTempPath(), "chamada-test-" + Path.GetRandomFileName());

    /// <summary>Where to find a database.</summary>
    public string Uri(string database = "postgres", string user = Admin) =>
        string.Create(CultureInfo.InvariantCulture, $"postgresql://{user}@127.0.0.1:{Port}/{database}");

    /// <summary>Starts it on the folder that is there, and waits until it can be asked.</summary>
    public async Task StartAgainAsync()
    {
        for (int attempt = 1; ; attempt++)
        {
            bool isFirst = Port == 0;
            int port = isFirst ? FreePort() : Port;
            if (await TryStartAsync(port))
            {
                Port = port;
                return;
            }

            // Somebody may have taken a free port first; that of a server that ran already is to be had again.
            Assert.True(isFirst && attempt < PortsToTry, $"PostgreSQL does not start:\n{Log}");
        }
    }

    /// <summary>Stops it: at once, with nobody waited for, but in order.</summary>
    public Task StopAsync() => EndAsync(Signals.Interrupt);

    /// <summary>Ends it as a power failure would: nothing is written any more. Its other processes end as soon as they notice.</summary>
    public Task KillAsync() => EndAsync(Signals.Kill);

    /// <summary>Asks it, in the name of the one who may do everything.</summary>
    /// <returns>What psql writes: a row a line, columns parted by <c>|</c>, without the last line's end.</returns>
    public async Task<string> AskAsync(string sql, string database = "postgres") =>
        (await RunAsync("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", Uri(database), "-c", sql)).TrimEnd('\n');

    /// <summary>Makes a database in which nothing is.</summary>
    /// <returns>Where to find it.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        string name = "test_" + Guid.NewGuid().ToString("N");
        await AskAsync($"create database {name}");
        return Uri(name);
    }

    /// <summary>Ends it, and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (Directory.Exists(Folder))
        {
            // Those whose postmaster was killed notice it within a moment, and may write until then.
            Assert.True(SpinWait.SpinUntil(TryDelete, ChamadaProcess.Limit), $"{Folder} cannot be removed");
        }
    }

    /// <summary>Runs one of PostgreSQL's programs to its end, as the account that the server has. Fails the test where it fails.</summary>
    /// <returns>What it wrote to stdout.</returns>
    public static async Task<string> RunAsync(string program, params IEnumerable<string> args)
    {
        using Process process = Process.Start(StartInfo(program, args))!;
        CapturedStream output = new(process.StandardOutput.BaseStream), error = new(process.StandardError.BaseStream);
        await process.WaitForExitAsync().WaitAsync(ChamadaProcess.Limit);
        await Task.WhenAll(output.Ended, error.Ended).WaitAsync(ChamadaProcess.Limit);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}:\n{output.Text}{error.Text}");
        return output.Text;
    }

    /// <summary>How to start one of PostgreSQL's programs as the account that the server has.</summary>
    public static ProcessStartInfo StartInfo(string program, params IEnumerable<string> args)
    {
        string path = InstalledProgram.Require(Programs + program);
        ProcessStartInfo info = Environment.IsPrivilegedProcess
            ? InstalledProgram.StartInfo("setpriv", [$"--reuid={Account}", $"--regid={Account}", "--clear-groups", path, .. args])
            : InstalledProgram.StartInfo(path, args);
        info.WorkingDirectory = Path.GetTempPath();
        info.Environment["LC_ALL"] = "C.UTF-8";
        return info;
    }

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task<bool> TryStartAsync(int port)
    {
        string[] settings =
        [
            string.Create(CultureInfo.InvariantCulture, $"port={port}"), "listen_addresses=127.0.0.1", "unix_socket_directories=",
            "log_destination=stderr", "logging_collector=off", .. _settings,
        ];
        Process process = Process.Start(StartInfo("postgres", ["-D", Folder, .. settings.SelectMany(static s => new[] { "-c", s })]))!;
        _postmaster = process;
        _log = new CapturedStream(process.StandardError.BaseStream);
        _ = new CapturedStream(process.StandardOutput.BaseStream);
        if (await _log.ReadToAsync("database system is ready to accept").WaitAsync(ChamadaProcess.Limit) is not null)
        {
            return true;
        }

        await EndAsync(Signals.Kill);
        return false;
    }

    private async Task EndAsync(int signal)
    {
        if (_postmaster is not { } process)
        {
            return;
        }

        _postmaster = null;
        if (!process.HasExited)
        {
            Signals.Send(process.Id, signal);
            await process.WaitForExitAsync().WaitAsync(ChamadaProcess.Limit);
        }

        // The log ends with the last process that may write to it.
        await _log!.Ended.WaitAsync(ChamadaProcess.Limit);
        process.Dispose();
    }

    private bool TryDelete()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
