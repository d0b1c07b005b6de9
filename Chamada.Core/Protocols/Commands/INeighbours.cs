using System.Net;
using Chamada.Core.Rolls;

namespace Chamada.Core.Protocols.Commands;

/// <summary>Which other servers on the network host the classes that this one does not.</summary>
public interface INeighbours
{
    /// <summary>
    /// Where a class is hosted; null when nobody else is known to host it, or more than one. Never this server. It is called for each
    /// student who is refused, so it neither waits nor locks, and allocates nothing when the answer is null.
    /// </summary>
    /// <param name="number">The class.</param>
    /// <param name="asker">Who wants to go there: the address must be of use to them. Loopback for this machine itself.</param>
    IPEndPoint? Find(ClassNumber number, IPAddress asker);

    /// <summary>Says that nobody answered there.</summary>
    void Doubt(ClassNumber number);
}
