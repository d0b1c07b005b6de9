using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Resources.Texts;

/// <summary>What is said about the local network: who is there, who hosts a class, how this machine stands in it.</summary>
internal abstract class PeersText
{
    /// <summary>One host of a list, in columns.</summary>
    /// <param name="name">Its name, padded.</param>
    /// <param name="address">Where it is, padded.</param>
    /// <param name="classes">Its open classes.</param>
    /// <param name="more">How many open classes are not named.</param>
    public string Peer(string name, string address, IReadOnlyList<long> classes, int more) =>
        $"{name}  {address}  {Classes(string.Join(", ", classes), classes.Count + more)}{(more == 0 ? "" : More(more))}";

    public abstract string Appeared { get; }

    public abstract string Changed { get; }

    public abstract string Left { get; }

    public abstract string NoPeers(IReadOnlyList<string> links);

    /// <summary>Nobody hosts a class, and what was tried.</summary>
    /// <param name="number">The class.</param>
    /// <param name="local">This machine's server was asked here, and did not answer.</param>
    /// <param name="links">The links on which everybody was asked; none when this machine is on no network.</param>
    /// <param name="patience">For how long.</param>
    public string NoHost(ClassNumber number, ServerAddress local, IReadOnlyList<string> links, TimeSpan patience) =>
        links.Count == 0 ? NoHostNoNetwork(number, local) : NoHost(number, local, string.Join(", ", links), patience.TotalSeconds);

    /// <summary>Somebody says that he hosts the class, but does not answer.</summary>
    public abstract string SilentHost(ClassNumber number, string hosts);

    /// <summary>Several host the class; a script must say which it means.</summary>
    public abstract string SeveralHosts(ClassNumber number, string option);

    /// <summary>A link cannot be used for discovery.</summary>
    public abstract string LinkUnusable(string problem);

    public abstract string DoctorLink(string link, string addresses);

    public abstract string NoLinks { get; }

    public abstract string MulticastWorks(string link);

    public abstract string MulticastFails(string link);

    public abstract string PortFree(int port);

    public abstract string PortServes(int port);

    public abstract string PortTaken(int port);

    public abstract string Unreachable(string addresses);

    public abstract string DoctorPeers(int count);

    public abstract string TellStudents { get; }

    public abstract string StudentCommand(ServerAddress server);

    /// <summary>What no machine can find out alone.</summary>
    public abstract string WhatCannotBeSeen { get; }

    public abstract string NotWell { get; }

    protected abstract string Classes(string list, int count);

    protected abstract string More(int count);

    protected abstract string NoHostNoNetwork(ClassNumber number, ServerAddress local);

    protected abstract string NoHost(ClassNumber number, ServerAddress local, string links, double seconds);
}
