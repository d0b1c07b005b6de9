using System.IO.Enumeration;
using Chamada.Core.Archive.Rosters;

namespace Chamada.Tui.Screens.Rosters;

/// <summary>A path as far as it can be completed.</summary>
/// <param name="Text">The path; as it was where nothing can be added.</param>
/// <param name="Names">What could follow, where several could; a folder's name ends in a slash.</param>
internal sealed record PathCompletion(string Text, IReadOnlyList<string> Names)
{
    /// <summary>How many files of a folder are looked at.</summary>
    private const int MostEntries = 10_000;

    /// <summary>Completes a path, as a shell does. A folder that cannot be read has nothing to offer.</summary>
    public static PathCompletion Of(string text)
    {
        string path = text.StartsWith("~/", StringComparison.Ordinal) || text == "~"
            ? DroppedPath.Read(text) + (text == "~" ? "/" : "")
            : text;
        int cut = path.LastIndexOf(Path.DirectorySeparatorChar) + 1;
        string begin = path[cut..], folder = cut == 0 ? "." : path[..cut];
        string[] names = Beginning(folder, begin);
        string common = names.Length == 0 ? begin : names.Aggregate(Common);
        return common.Length > begin.Length
            ? new PathCompletion(path[..cut] + common, names.Length > 1 ? names : [])
            : new PathCompletion(path == text || names.Length == 0 ? text : path, names.Length > 1 ? names : []);
    }

    private static string[] Beginning(string folder, string begin)
    {
        try
        {
            FileSystemEnumerable<string> entries = new(
                folder,
                static (ref FileSystemEntry entry) =>
                    entry.IsDirectory ? entry.FileName.ToString() + Path.DirectorySeparatorChar : entry.FileName.ToString());
            return [.. entries.Take(MostEntries)
                .Where(name => name.StartsWith(begin, StringComparison.Ordinal) && (begin.Length > 0 || !name.StartsWith('.')))
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    private static string Common(string a, string b)
    {
        int length = a.AsSpan().CommonPrefixLength(b);
        return length > 0 && char.IsHighSurrogate(a[length - 1]) ? a[..(length - 1)] : a[..length];
    }
}
