using System.Net;
using System.Net.Sockets;
using Chamada.Core.Protocols.Commands;
using Chamada.Core.Rolls;

namespace Chamada.Core.Hosting;

/// <summary>
/// Looks at the keys that are shown to a server, and lets nobody try many: after three wrong ones from an address within ten minutes each
/// further one makes it wait twice as long. What is remembered of that has a fixed size.
/// </summary>
/// <param name="keys">The keys.</param>
/// <param name="clock">Measures.</param>
/// <param name="log">Is told who came, and of wrong keys.</param>
internal sealed class KeyGate(TeacherKeys keys, TimeProvider clock, ServerLog log) : ITeacherKeys
{
    /// <summary>How many wrong keys make nobody wait.</summary>
    public const int Free = 3;

    /// <summary>The longest that anybody waits, in seconds.</summary>
    public const int LongestWait = 60;

    /// <summary>How many addresses are remembered one by one; where more come, those that are new share one place.</summary>
    public const int MostAddresses = 4096;

    private const int PrefixOfIpv6 = 8;

    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, Wrong> _wrong = [];

    /// <inheritdoc/>
    public KeyAnswer Ask(ReadOnlySpan<byte> user, ReadOnlySpan<byte> key, IPAddress from)
    {
        IPAddress place = PlaceOf(from);
        long now = clock.GetTimestamp();
        lock (_gate)
        {
            if (Find(ref place, now) is { } before && clock.GetElapsedTime(before.Last, now) is var passed && passed < before.Pause)
            {
                return new KeyAnswer(null, (int)Math.Ceiling((before.Pause - passed).TotalSeconds));
            }
        }

        if (keys.Find(user, key) is { } right)
        {
            log.TeacherCame(right.Name, from);
            return new KeyAnswer(right);
        }

        log.WrongKey(from);
        lock (_gate)
        {
            int count = (Find(ref place, now)?.Count ?? 0) + 1;
            _wrong[place] = new Wrong(count, now);
        }

        return default;
    }

    /// <summary>Whoever has one address of IPv6 has all of its network of 64 bits.</summary>
    private static IPAddress PlaceOf(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(PrefixOfIpv6).Clear();
        return new IPAddress(bytes);
    }

    private Wrong? Find(ref IPAddress place, long now)
    {
        if (_wrong.TryGetValue(place, out Wrong found))
        {
            return clock.GetElapsedTime(found.Last, now) < Remembered ? found : null;
        }

        if (_wrong.Count < MostAddresses)
        {
            return null;
        }

        foreach ((IPAddress address, Wrong old) in _wrong)
        {
            if (clock.GetElapsedTime(old.Last, now) >= Remembered)
            {
                _wrong.Remove(address);
            }
        }

        place = _wrong.Count < MostAddresses ? place : IPAddress.None;
        return _wrong.TryGetValue(place, out Wrong shared) && clock.GetElapsedTime(shared.Last, now) < Remembered ? shared : null;
    }

    private readonly record struct Wrong(int Count, long Last)
    {
        /// <summary>For how long after the last one no key is looked at.</summary>
        public TimeSpan Pause => Count < Free
            ? TimeSpan.Zero
            : TimeSpan.FromSeconds(Math.Min(1 << Math.Min(Count - Free, 10), LongestWait));
    }
}
