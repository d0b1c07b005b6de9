namespace Chamada.Tui.Resources.Texts;

/// <summary>What the screens say about where the server is and who is near.</summary>
internal abstract class HostText
{
    /// <summary>Which server the teacher's program uses, and where students reach it.</summary>
    /// <param name="isServing">Whether this program is the server.</param>
    /// <param name="port">The server's port.</param>
    /// <param name="takenPort">The port that another program has.</param>
    /// <param name="addresses">Where students reach it; null while that is being looked at.</param>
    /// <param name="more">How many addresses there are besides.</param>
    public string Line(bool isServing, int port, int? takenPort, IReadOnlyList<string>? addresses, int more)
    {
        string who = takenPort is { } taken ? Taken(taken, port, isServing) : isServing ? Serving : Using;
        return addresses switch
        {
            null => who,
            [] => $"{who} {OnlyHere}",
            _ => $"{who} {Students(string.Join(", ", addresses))}{More(more)}",
        };
    }

    /// <summary>Where students reach the server, and nothing else.</summary>
    public string AddressesOnly(string address, int more) => Students(address) + More(more);

    /// <summary>What is said about the local network.</summary>
    public abstract PeersText Peers { get; }

    public abstract KeyWords CheckNetworkKey { get; }

    public abstract string Checking { get; }

    /// <summary>Why there is no check of the network: the server was named.</summary>
    public abstract string NothingToCheck { get; }

    public abstract string ShownAlready { get; }

    public abstract string NetworkIsWell { get; }

    /// <summary>Nobody has opened the start page yet: the teacher's own phone is to be the first.</summary>
    public abstract string TryOwnPhone(string address);

    /// <summary>Somebody has opened the start page.</summary>
    public abstract string SeenFrom(string address, string time);

    /// <summary>Somebody has opened it, on this machine.</summary>
    public abstract string SeenFromHere(string time);

    public abstract string NetworkIsNotWell { get; }

    /// <summary>The open classes of others, in one line of the teacher's start screen.</summary>
    public abstract string Nearby(string classes);

    public abstract string NearbyTitle { get; }

    public abstract string NobodyNearby { get; }

    public abstract string MoreNearby(int count);

    /// <summary>For the top line of a program that looks for its server itself.</summary>
    public abstract string LooksByItself { get; }

    public abstract string Looking(string number);

    /// <summary>A server that should host the class does not answer, or does not host it.</summary>
    public abstract string HostSilent(string number, string server);

    public abstract string ChooseTitle(string number);

    public abstract string ChooseQuestion { get; }

    /// <summary>The journal failed: nothing is recorded any more.</summary>
    public abstract string RecordsNothing(string path);

    /// <summary>The server lets only its own machine open roll calls.</summary>
    public abstract string OpenDenied { get; }

    public abstract string QuitServingTitle { get; }

    public abstract string QuitServing(IReadOnlyList<string> classes);

    public abstract string QuitServingNow { get; }

    /// <summary>After the end: the roll call waits on disk.</summary>
    public abstract string Kept(string number);

    /// <summary>A list, or the first of several, that nobody has fetched, and where it goes in time.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="number">The class of the first one.</param>
    /// <param name="left">How much longer it waits; null for ever.</param>
    /// <param name="path">The folder to which it goes.</param>
    public string UnfetchedWaits(int count, string number, TimeSpan? left, string path) =>
        left is { } time ? Moves(count, number, When(time), path) : Waits(count, number);

    /// <summary>Lists that nobody fetched in time are files now.</summary>
    public abstract string UnfetchedFiles(int count, string path);

    /// <summary>Where lists go that nobody fetched: where there is no room for more.</summary>
    public abstract string UnfetchedIn(string path);

    protected abstract string Moves(int count, string number, string when, string path);

    protected abstract string Waits(int count, string number);

    protected abstract string Days(int count);

    protected abstract string Hours(int count);

    protected abstract string Soon { get; }

    protected abstract string Serving { get; }

    protected abstract string Using { get; }

    protected abstract string Taken(int taken, int port, bool isServing);

    protected abstract string Students(string addresses);

    protected abstract string OnlyHere { get; }

    /// <summary>That there are more addresses, and the key that shows them.</summary>
    protected abstract string MoreAddresses(int count);

    private string When(TimeSpan left) => left.TotalHours switch
    {
        >= 48 => Days((int)Math.Ceiling(left.TotalDays)),
        >= 2 and var hours => Hours((int)Math.Ceiling(hours)),
        _ => Soon,
    };

    private string More(int count) => count == 0 ? "" : " " + MoreAddresses(count);
}
