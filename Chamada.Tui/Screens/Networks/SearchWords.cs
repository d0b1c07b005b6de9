using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Screens.Networks;

/// <summary>Why a search for a class gave nobody: what was seen, then what is likely, then what to do.</summary>
internal static class SearchWords
{
    /// <summary>In words, on the screen and from a script the same.</summary>
    public static string WhyNobody(HostSearchResult search, ClassNumber number, PeersText text)
    {
        if (search.Silent.Count > 0)
        {
            string hosts = string.Join(", ", search.Silent.Select(static host => $"{host.Name} ({host.Server})"));
            return search.Silent.All(static host => host.Why == HostSilence.NotChamada) ? text.HostIsNone(number, hosts)
                : search.Silent.All(static host => host.Why != HostSilence.NoAnswer) ? text.HostRefuses(number, hosts)
                : text.HostUnreached(number, hosts, search.Tried.TotalSeconds);
        }

        string links = string.Join(", ", search.Links);
        return search.Links.Count == 0 ? text.NoHostNoNetwork(number, HostSearch.LocalServer)
            : search.Heard.Count == 0 ? text.NobodyHeard(number, HostSearch.LocalServer, links, search.Patience.TotalSeconds)
            : text.NoHostAmongThem(number, HostSearch.LocalServer, string.Join(", ", search.Heard), search.Patience.TotalSeconds);
    }
}
