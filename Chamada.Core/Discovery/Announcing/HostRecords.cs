using System.Net;
using System.Net.Sockets;
using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Core.Discovery.Announcing;

/// <summary>The records of this host as one link sees them: the same names everywhere, the addresses of that link.</summary>
internal sealed class HostRecords
{
    private readonly HostState _host;

    public HostRecords(HostState host, IReadOnlyList<IPAddress> addresses)
    {
        _host = host;
        Identity = host.Identity;
        TypePointer = Shared(ServiceRecords.ServiceTypes, ServiceRecords.Service);
        ServicePointer = Shared(ServiceRecords.Service, Identity.Instance);
        Service = new DnsRecord(Identity.Instance, DnsType.Srv, ServiceRecords.Ttl, true, new ServiceData(0, 0, host.Port, Identity.Host));
        Addresses = [.. addresses.Select(address => new DnsRecord(
            Identity.Host, TypeOf(address), ServiceRecords.Ttl, true, new AddressData(new IPAddress(address.GetAddressBytes()))))];
        DnsType[] types = [.. Addresses.Select(static record => record.Type).Distinct()];
        NothingElseAtHost = Only(Identity.Host, types);
        NothingElseAtInstance = Only(Identity.Instance, DnsType.Txt, DnsType.Srv);
    }

    /// <summary>The names that these records are of.</summary>
    public HostIdentity Identity { get; }

    /// <summary>There is such a service as Chamada.</summary>
    public DnsRecord TypePointer { get; }

    /// <summary>This host offers it.</summary>
    public DnsRecord ServicePointer { get; }

    /// <summary>Host name and port.</summary>
    public DnsRecord Service { get; }

    /// <summary>What the host says about itself, as of now.</summary>
    public DnsRecord Text => new(Identity.Instance, DnsType.Txt, ServiceRecords.Ttl, true, _host.Text);

    /// <summary>Its addresses on this link.</summary>
    public IReadOnlyList<DnsRecord> Addresses { get; }

    /// <summary>The host name has these addresses and nothing else.</summary>
    public DnsRecord NothingElseAtHost { get; }

    /// <summary>The instance has its SRV and TXT and nothing else.</summary>
    public DnsRecord NothingElseAtInstance { get; }

    /// <summary>The records that nobody else may have: to be probed for and defended.</summary>
    public IEnumerable<DnsRecord> Unique => [Service, Text, .. Addresses];

    /// <summary>Everything that is announced: nothing while no class is open.</summary>
    public IEnumerable<DnsRecord> Announced =>
        _host.Classes.Count == 0 ? [] : [ServicePointer, .. _host.Classes.Select(ClassPointer), Service, Text, .. Addresses];

    /// <summary>This host offers this class.</summary>
    public DnsRecord ClassPointer(long classNumber) => Shared(ServiceRecords.ServiceOf(classNumber), Identity.Instance);

    /// <summary>Finds what answers a question. One of a class is answered for that class alone, however many are open.</summary>
    public void Answer(DnsQuestion question, List<DnsRecord> answers)
    {
        if (_host.Classes.Count > 0 && question.Type is DnsType.Ptr or DnsType.Any)
        {
            if (ServiceRecords.TryClass(question.Name, out long classNumber))
            {
                if (_host.Classes.Contains(classNumber))
                {
                    answers.Add(ClassPointer(classNumber));
                }

                return;
            }

            if (question.Name.Equals(ServiceRecords.Service))
            {
                answers.Add(ServicePointer);
                return;
            }

            if (question.Name.Equals(ServiceRecords.ServiceTypes))
            {
                answers.Add(TypePointer);
                return;
            }
        }

        int before = answers.Count;
        answers.AddRange(Unique.Where(record => question.Asks(record.Name, record.Type)));
        if (answers.Count == before && question.Name.Equals(Identity.Host))
        {
            answers.Add(NothingElseAtHost);
        }
        else if (answers.Count == before && question.Name.Equals(Identity.Instance))
        {
            answers.Add(NothingElseAtInstance);
        }
    }

    /// <summary>What the asker will want next, so that one packet tells all (RFC 6763 §12).</summary>
    public IReadOnlyList<DnsRecord> Beside(IReadOnlyCollection<DnsRecord> answers)
    {
        bool instance = answers.Any(static answer => answer.Data is PointerData && answer.Name != ServiceRecords.ServiceTypes);
        bool host = instance || answers.Any(static answer => answer.Type is DnsType.Srv or DnsType.A or DnsType.Aaaa);
        List<DnsRecord> beside = instance ? [Service, Text] : [];
        if (host)
        {
            beside.AddRange(Addresses);
            beside.Add(NothingElseAtHost);
        }

        beside.RemoveAll(answers.Contains);
        return beside;
    }

    private static DnsType TypeOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? DnsType.A : DnsType.Aaaa;

    private static DnsRecord Shared(DnsName name, DnsName target) =>
        new(name, DnsType.Ptr, ServiceRecords.Ttl, false, new PointerData(target));

    private static DnsRecord Only(DnsName name, params ReadOnlySpan<DnsType> types) =>
        new(name, DnsType.Nsec, ServiceRecords.Ttl, true, ExistingTypesData.Of(name, types));
}
