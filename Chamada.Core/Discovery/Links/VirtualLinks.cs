namespace Chamada.Core.Discovery.Links;

/// <summary>Tells the inner networks of containers and virtual machines, on which no student is, from those of the room.</summary>
internal static class VirtualLinks
{
    /// <summary>
    /// How the usual programs name their interfaces: Docker, Podman, LXC, libvirt, Kubernetes, VirtualBox, VMware, Hyper-V, macOS.
    /// </summary>
    private static readonly string[] Names =
    [
        "docker", "br-", "veth", "virbr", "vnet", "lxc", "lxd", "incusbr", "podman", "cni", "flannel", "cali", "cilium", "kube", "nerdctl",
        "vboxnet", "vmnet", "vEthernet", "VirtualBox", "VMware", "bridge1", "vmenet", "anbox", "waydroid", "tap",
    ];

    /// <summary>The same in what Windows calls an interface's description.</summary>
    private static readonly string[] Descriptions = ["Hyper-V Virtual", "VirtualBox", "VMware"];

    /// <summary>Whether an interface of this name and description looks like one.</summary>
    public static bool Match(string name, string description) =>
        Array.Exists(Names, begin => name.StartsWith(begin, StringComparison.OrdinalIgnoreCase))
        || Array.Exists(Descriptions, part => description.Contains(part, StringComparison.OrdinalIgnoreCase))
        || (OperatingSystem.IsLinux() && Directory.Exists($"/sys/class/net/{Path.GetFileName(name)}/bridge"));
}
