using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using Chamada.Core.Discovery.Links;

namespace Chamada.Tests.Discovery.Lab;

/// <summary>
/// A machine with a network of its own: a namespace, and a thread that lives in it and does there what depends on it, making sockets and
/// looking at interfaces. A socket stays in its namespace, whatever thread uses it.
/// </summary>
internal sealed class LabHost : INetwork, IDisposable
{
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

    /// <summary>Starts a program on this machine.</summary>
    public Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo("ip", ["netns", "exec", Namespace, program, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

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
