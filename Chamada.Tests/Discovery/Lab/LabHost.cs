using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using Chamada.Core.Discovery.Links;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Discovery.Lab;

/// <summary>
/// A machine with a network of its own: a namespace, and a thread that lives in it and does there what depends on it, making sockets and
/// looking at interfaces. A socket stays in its namespace, whatever thread uses it.
/// </summary>
internal sealed class LabHost : INetwork, IDisposable
{
    // IFA_F_TENTATIVE of Linux.
    private const int Tentative = 0x40;

    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    public LabHost(string namespaceName)
    {
        Namespace = namespaceName;
        _thread = new Thread(Live) { IsBackground = true, Name = namespaceName };
        _thread.Start();
    }

    public string Namespace { get; }

    public IReadOnlyList<NetworkLink> Links() => Do(static () => SystemNetwork.Enumerate(null));

    /// <summary>Whether its IPv6 addresses are in use. A new one is tried for a second or two first (RFC 4862, 5.4), and nothing is sent
    /// from it.</summary>
    public bool HasSettledAddresses() => Do(static () => File.ReadLines("/proc/thread-self/net/if_inet6")
        .All(static line => (Convert.ToInt32(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4], 16) & Tentative) == 0));

    public Socket CreateSocket(AddressFamily family) => Do(() => new Socket(family, SocketType.Dgram, ProtocolType.Udp));

    /// <summary>Tells nothing: what is tested looks again from time to time.</summary>
    public IDisposable Watch(Action changed) => new NoSubscription();

    /// <summary>Does something on a thread that belongs to this machine.</summary>
    public T Do<T>(Func<T> what)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                result.SetResult(what());
            }
            catch (Exception e)
            {
                result.SetException(e);
            }
        });
        return result.Task.GetAwaiter().GetResult();
    }

    /// <summary>Runs lines of the <c>ip</c> command on this machine.</summary>
    public void Ip(params string[] lines) => Namespaces.Ip([.. lines.Select(line => $"netns exec {Namespace} ip {line}")]);

    /// <summary>
    /// Puts up a firewall that drops what comes in, but for what these rules of nftables let in; or skips the test where that cannot be
    /// done.
    /// </summary>
    public void Firewall(params string[] accepted) => Filter("input", "drop", [.. accepted.Select(static rule => rule + " accept")]);

    /// <summary>
    /// The firewall that Linux distributions put up by default (ufw, firewalld): answers to what was asked, ICMP, multicast DNS in the
    /// group, loopback.
    /// </summary>
    public void UsualFirewall() => Firewall(
        "iif lo",
        "ct state established,related",
        "meta l4proto { icmp, ipv6-icmp }",
        "ip daddr 224.0.0.251 udp dport 5353",
        "ip6 daddr ff02::fb udp dport 5353");

    /// <summary>Loses a part of what comes in, in hundredths.</summary>
    public void Lose(int percent) => Filter("input", "accept", [$"iif != lo numgen random mod 100 < {percent} drop"]);

    /// <summary>Lets nothing out, or everything again.</summary>
    public void Mute(bool on) => Filter("output", on ? "drop" : "accept", []);

    private void Filter(string hook, string policy, string[] rules)
    {
        string script = "add table inet lab; delete table inet lab; add table inet lab; "
            + $"add chain inet lab {hook} {{ type filter hook {hook} priority 0; policy {policy}; }}; "
            + string.Concat(rules.Select(rule => $"add rule inet lab {hook} {rule}; "));
        using Process nft = Start("nft", script);
        string error = nft.StandardError.ReadToEnd();
        nft.WaitForExit();
        Assert.SkipUnless(nft.ExitCode == 0, "No firewall can be made here: " + error);
    }

    /// <summary>Starts a program on this machine.</summary>
    public Process Start(string program, params string[] arguments) =>
        Process.Start(InstalledProgram.StartInfo("ip", ["netns", "exec", Namespace, InstalledProgram.Require(program), .. arguments]))!;

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
        Namespaces.TryIp($"netns del {Namespace}");
    }

    private void Live()
    {
        Namespaces.Enter(Namespace);
        foreach (Action work in _work.GetConsumingEnumerable())
        {
            work();
        }
    }

    private sealed class NoSubscription : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
