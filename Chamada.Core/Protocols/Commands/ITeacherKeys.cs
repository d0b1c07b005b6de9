using System.Net;
using Chamada.Core.Rolls;

namespace Chamada.Core.Protocols.Commands;

/// <summary>Knows the keys of those who may open roll calls.</summary>
public interface ITeacherKeys
{
    /// <summary>Looks for a key. On any thread.</summary>
    /// <param name="user">Whose it is said to be; empty where nobody is named.</param>
    /// <param name="key">The key.</param>
    /// <param name="from">Where it comes from.</param>
    KeyAnswer Ask(ReadOnlySpan<byte> user, ReadOnlySpan<byte> key, IPAddress from);
}

/// <summary>What comes of a key.</summary>
/// <param name="Right">What it stands for; null when it is none.</param>
/// <param name="Wait">For how many seconds no key from there is looked at, this one included; 0 where it was looked at.</param>
public readonly record struct KeyAnswer(TeacherKey? Right, int Wait = 0);
