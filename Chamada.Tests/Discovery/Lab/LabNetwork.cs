namespace Chamada.Tests.Discovery.Lab;

/// <summary>
/// Machines on one or several local networks, in namespaces: each network is a bridge, each machine's <c>eth0</c>, <c>eth1</c> … a cable to
/// one. Nothing leads out of it. Addresses are 10.50.<i>network</i>.<i>machine</i>.
/// </summary>
internal sealed class LabNetwork : IDisposable
{
    private readonly string _switch;
    private readonly int _networks;
    private readonly List<LabHost> _hosts = [];

    public LabNetwork(int networks = 1)
    {
        Namespaces.Require();
        _networks = networks;
        _switch = Namespaces.NewName("sw");
        Namespaces.Ip(
            [$"netns add {_switch}",
            .. Enumerable.Range(0, networks).SelectMany(n => (string[])[
                In(_switch, $"link add br{n} type bridge stp_state 0 mcast_snooping 0"),
                In(_switch, $"link set br{n} up")])]);
    }

    public IReadOnlyList<LabHost> Hosts => _hosts;

    /// <summary>A machine on some of the networks; on none, it has its loopback interface only.</summary>
    public LabHost AddHost(params int[] networks)
    {
        int number = _hosts.Count + 1;
        string name = Namespaces.NewName("h" + number);
        Namespaces.Ip(
            [$"netns add {name}",
            In(name, "link set lo up"),
            .. networks.SelectMany((network, at) => (string[])[
                In(_switch, $"link add p{number}n{network} type veth peer name eth{at} netns {name}"),
                In(_switch, $"link set p{number}n{network} master br{network} up"),
                In(name, $"addr add {Address(network, number)}/24 dev eth{at}"),
                In(name, $"link set eth{at} up")])]);
        var host = new LabHost(name);
        _hosts.Add(host);

        // A link is up a moment after it was told to be.
        Assert.True(SpinWait.SpinUntil(() => host.Links().Count == networks.Length + 1, LabTime.Patience), "The links do not come up");
        return host;
    }

    /// <summary>One more cable of a machine, under a name of its own and with this address (and how long its network's part is).</summary>
    public void Connect(LabHost host, int network, string name, string address)
    {
        string cable = $"q{_hosts.IndexOf(host) + 1}n{network}";
        Namespaces.Ip(
            In(_switch, $"link add {cable} type veth peer name {name} netns {host.Namespace}"),
            In(_switch, $"link set {cable} master br{network} up"),
            In(host.Namespace, $"addr add {address} dev {name}"),
            In(host.Namespace, $"link set {name} up"));
        Assert.True(SpinWait.SpinUntil(() => host.Links().Any(link => link.Name == name), LabTime.Patience), "The link does not come up");
    }

    public static string Address(int network, int number) => $"10.50.{network}.{number}";

    /// <summary>Pulls the cable of a machine, or puts it in again.</summary>
    public void Plug(LabHost host, int network, bool on) =>
        Namespaces.Ip(In(_switch, $"link set p{_hosts.IndexOf(host) + 1}n{network} {(on ? "up" : "down")}"));

    public void Dispose()
    {
        _hosts.ForEach(static host => host.Dispose());
        Namespaces.TryIp($"netns del {_switch}");
    }

    // "ip -batch" has no -n of its own for each line.
    private static string In(string name, string line) => $"netns exec {name} ip {line}";
}
