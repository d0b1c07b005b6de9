using System.Text;
using Chamada.Core.Unicode;

namespace Chamada.Core.Archive.Rosters;

/// <summary>
/// A path as people give it: typed, pasted from a file manager, or dropped on a terminal, which puts quotes around it, backslashes
/// before its spaces, or makes it a <c>file://</c> address.
/// </summary>
public static class DroppedPath
{
    /// <summary>What the path means. As it stands, where there is such a file or folder.</summary>
    /// <param name="text">What was typed or dropped.</param>
    /// <param name="home">The home folder, for a leading <c>~</c>.</param>
    /// <param name="exists">Whether a path leads somewhere.</param>
    public static string Read(string text, string home, Func<string, bool> exists)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(exists);
        if (text.Length > 0 && exists(text))
        {
            return text;
        }

        string path = HiddenCharacters.Trim(text);
        foreach (string candidate in (ReadOnlySpan<string>)[path, Expand(path, home)])
        {
            if (candidate.Length > 0 && exists(candidate))
            {
                return candidate;
            }
        }

        // On Windows a backslash separates folders; only quotes can be around a path there.
        string unquoted = IsQuoted(path) ? path[1..^1] : Path.DirectorySeparatorChar == '\\' ? path : Unquote(path);
        return Expand(FromAddress(unquoted) ?? unquoted, home);
    }

    /// <summary>What the path means on this machine, for this account.</summary>
    /// <param name="text">What was typed or dropped.</param>
    public static string Read(string text) =>
        Read(text, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), Path.Exists);

    private static bool IsQuoted(string path) =>
        path.Length > 1 && path[0] is '"' or '\'' && path[^1] == path[0] && path.Count(c => c == path[0]) == 2;

    private static string Expand(string path, string home) =>
        path == "~" ? home : path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, path[2..]) : path;

    private static string? FromAddress(string text)
    {
        if (!text.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            || !Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            || !address.IsFile)
        {
            return null;
        }

        return address.Host.Length > 0 && Path.DirectorySeparatorChar == '/'
            ? Uri.UnescapeDataString(address.AbsolutePath)
            : address.LocalPath;
    }

    /// <summary>Takes quotes and backslashes away as a POSIX shell does.</summary>
    private static string Unquote(string text)
    {
        StringBuilder path = new(text.Length);
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quote != '\0' && c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is '\'' or '"')
            {
                quote = c;
            }
            else if (c == '\\' && quote != '\'' && i + 1 < text.Length && (quote == '\0' || text[i + 1] is '"' or '\\' or '$' or '`'))
            {
                path.Append(text[++i]);
            }
            else
            {
                path.Append(c);
            }
        }

        return quote == '\0' ? path.ToString() : text;
    }
}
