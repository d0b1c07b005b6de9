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

    /// <summary>This machine is on no network where a class could be looked for.</summary>
    /// <param name="number">The class.</param>
    /// <param name="local">This machine's server was asked here, and did not answer.</param>
    public abstract string NoHostNoNetwork(ClassNumber number, ServerAddress local);

    /// <summary>Others were heard, but none of them hosts the class.</summary>
    /// <param name="number">The class.</param>
    /// <param name="local">This machine's server was asked here, and did not answer.</param>
    /// <param name="links">The links on which others were heard.</param>
    /// <param name="seconds">For how long it was asked.</param>
    public abstract string NoHostAmongThem(ClassNumber number, ServerAddress local, string links, double seconds);

    /// <summary>Nobody at all was heard, not even another program's service.</summary>
    /// <param name="number">The class.</param>
    /// <param name="local">This machine's server was asked here, and did not answer.</param>
    /// <param name="links">The links on which it was asked.</param>
    /// <param name="seconds">For how long.</param>
    public abstract string NobodyHeard(ClassNumber number, ServerAddress local, string links, double seconds);

    /// <summary>Somebody says that he hosts the class, and his machine refuses the connection.</summary>
    public abstract string HostRefuses(ClassNumber number, string hosts);

    /// <summary>Somebody says that he hosts the class, and another program answers there.</summary>
    public abstract string HostIsNone(ClassNumber number, string hosts);

    /// <summary>Somebody says that he hosts the class, and no attempt to connect was answered in so many seconds.</summary>
    public abstract string HostUnreached(ClassNumber number, string hosts, double seconds);

    /// <summary>Several host the class; a script must say which it means.</summary>
    public abstract string SeveralHosts(ClassNumber number, string option);

    /// <summary>A link cannot be used for discovery.</summary>
    public abstract string LinkUnusable(string problem);

    public abstract string DoctorLink(string link, string addresses);

    public abstract string NoLinks { get; }

    public abstract string MulticastWorks(string link);

    public abstract string MulticastFails(string link);

    /// <summary>Discovery does not use a link, and why.</summary>
    public abstract string LinkNotUsed(string link, string reason);

    /// <summary>Answers to this machine alone do not come in, those to everybody do.</summary>
    public abstract string AnswersKeptOut(string link);

    /// <summary>On a link nobody else was heard, whatever he might have said.</summary>
    public abstract string NobodyElseHeard(string link);

    public abstract string PortFree(int port);

    public abstract string PortServes(int port);

    public abstract string PortTaken(int port);

    public abstract string Unreachable(string addresses);

    public abstract string DoctorPeers(int count);

    public abstract string TellStudents { get; }

    public abstract string StudentCommand(ServerAddress server);

    /// <summary>The test that tells: the start page on the teacher's own phone.</summary>
    public abstract string TryPhone(ServerAddress server);

    /// <summary>Only devices on the same network reach an address.</summary>
    public abstract string PrivateAddress(string address);

    /// <summary>The network gave this machine no address, so it took one of its own.</summary>
    public abstract string SelfAssignedAddress(string address);

    /// <summary>An address that is not of the local network's.</summary>
    public abstract string PublicAddress(string address);

    /// <summary>What keeps a phone from the page though the network would let it: one line each.</summary>
    public abstract IReadOnlyList<string> WhatPhonesDo { get; }

    /// <summary>What no machine can find out alone.</summary>
    public abstract string WhatCannotBeSeen { get; }

    public abstract string NotWell { get; }

    protected abstract string Classes(string list, int count);

    protected abstract string More(int count);
}
