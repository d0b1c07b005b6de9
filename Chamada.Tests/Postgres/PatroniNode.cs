using System.Diagnostics;
using System.Globalization;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Postgres;

/// <summary>One machine of a cluster: Patroni, and the PostgreSQL that it starts.</summary>
/// <param name="name">Its name in the cluster.</param>
/// <param name="port">PostgreSQL's port.</param>
/// <param name="apiPort">The port of Patroni's HTTP interface.</param>
/// <param name="folder">Where everything of it is. The account must be able to write there.</param>
internal sealed class PatroniNode(string name, int port, int apiPort, string folder)
{
    private Process? _patroni;
    private CapturedStream? _log;

    public string Name => name;

    /// <summary>PostgreSQL's port, whether it runs or not.</summary>
    public int Port => port;

    /// <summary>The port of Patroni's HTTP interface.</summary>
    public int ApiPort => apiPort;

    /// <summary>What Patroni and PostgreSQL have written since the last start.</summary>
    public string Log => _log?.Text ?? "";

    private string Data => Path.Combine(folder, "data");

    /// <summary>Writes its settings, as <c>docs/running.md</c> gives them, less what keeps a test waiting.</summary>
    /// <param name="etcd">Where etcd is asked.</param>
    public void Configure(string etcd) => File.WriteAllText(Path.Combine(folder, "patroni.yml"), string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        scope: chamada
        name: {{name}}
        restapi: {listen: "127.0.0.1:{{apiPort}}", connect_address: "127.0.0.1:{{apiPort}}"}
        etcd3: {host: "{{etcd}}"}
        bootstrap:
          dcs:
            ttl: 5
            loop_wait: 1
            retry_timeout: 2
            primary_start_timeout: 0
            synchronous_mode: true
            synchronous_mode_strict: true
            postgresql:
              use_pg_rewind: true
              parameters: {wal_keep_size: 256MB, shared_buffers: 32MB}
          initdb: [{encoding: UTF8}, {locale: C}, {auth: trust}, no-sync]
        postgresql:
          listen: "127.0.0.1:{{port}}"
          connect_address: "127.0.0.1:{{port}}"
          data_dir: {{Data}}
          bin_dir: /usr/lib/postgresql/15/bin
          pgpass: {{folder}}/pgpass
          pg_hba: ["local all all trust", "host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"]
          authentication:
            superuser: {username: {{PostgresServer.Admin}}}
            replication: {username: replicator}
          parameters: {unix_socket_directories: "{{folder}}"}

        """));

    /// <summary>Starts Patroni, which starts PostgreSQL. Nothing where it runs.</summary>
    public void Start()
    {
        if (_patroni is not null)
        {
            return;
        }

        _patroni = Process.Start(PatroniCluster.StartInfo("patroni", Path.Combine(folder, "patroni.yml")))!;
        _log = new CapturedStream(_patroni.StandardError.BaseStream);
        _ = new CapturedStream(_patroni.StandardOutput.BaseStream);
    }

    /// <summary>Ends PostgreSQL's first process as a crash would. Patroni goes on.</summary>
    public void KillPostmaster()
    {
        if (PostmasterId is { } id)
        {
            Signals.Send(id, Signals.Kill);
        }
    }

    /// <summary>Ends Patroni and PostgreSQL as a power failure would. Doing it again does nothing.</summary>
    public async Task KillAsync()
    {
        if (_patroni is not { } patroni)
        {
            return;
        }

        _patroni = null;
        if (!patroni.HasExited)
        {
            patroni.Kill();
            await patroni.WaitForExitAsync().WaitAsync(ChamadaProcess.Limit);
        }

        // Patroni first: it would start another.
        KillPostmaster();
        await _log!.Ended.WaitAsync(ChamadaProcess.Limit);
        patroni.Dispose();
    }

    /// <summary>PostgreSQL's first process; null where none runs on this folder.</summary>
    private int? PostmasterId
    {
        get
        {
            string file = Path.Combine(Data, "postmaster.pid");
            if (!File.Exists(file) || !int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out int id))
            {
                return null;
            }

            // A file that a killed one has left may name a process of somebody else's by now.
            string commandLine = $"/proc/{id}/cmdline";
            return File.Exists(commandLine) && File.ReadAllText(commandLine).Contains(Data, StringComparison.Ordinal) ? id : null;
        }
    }
}
