using System.Security.Cryptography;
using System.Text;
using Chamada.Core.Rolls;

namespace Chamada.Core.Hosting;

/// <summary>
/// The keys of the teachers who may open roll calls on a server. Only their hashes are kept. They may be replaced while the server runs:
/// whoever has shown a key that is there no more loses the right at once.
/// </summary>
public sealed class TeacherKeys
{
    /// <summary>The most keys.</summary>
    public const int MostKeys = 1000;

    /// <summary>The most characters of a key.</summary>
    public const int MaxLength = 512;

    /// <summary>The most characters of a name: letters, digits, and <c>. _ - @ # +</c>.</summary>
    public const int MaxNameLength = 60;

    /// <summary>What clients name as the user where they have no other.</summary>
    private const string AnyUser = "default";

    private const string CloseAnyRight = "admin";

    private volatile Kept[] _keys;

    private TeacherKeys(Kept[] keys) => _keys = keys;

    /// <summary>The names, in the order of the lines.</summary>
    public IReadOnlyList<string> Names => [.. _keys.Select(static kept => kept.Right.Name)];

    /// <summary>
    /// Reads keys, one a line: the key alone, or a name, a colon or white space, and the key. Behind that, after white space, the word
    /// <c>admin</c> may stand: such a key also closes what others opened. Empty lines, and those that begin with <c>#</c>, do not count. A
    /// key alone is called by its line, and has no colon in it.
    /// </summary>
    /// <param name="text">The lines.</param>
    /// <param name="keys">The keys; null when a line is none, or there is none at all.</param>
    /// <param name="wrongLine">The first line that is none, counted from 1; 0 when there is no key at all.</param>
    public static bool TryRead(string text, out TeacherKeys? keys, out int wrongLine)
    {
        ArgumentNullException.ThrowIfNull(text);
        (keys, wrongLine) = (null, 0);
        List<Kept> read = [];
        string[] lines = text.TrimStart('\uFEFF').Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (Split(line, $"#{i + 1}") is not { } parts || read.Count == MostKeys
                || read.Any(kept => kept.Right.Name == parts.Name || kept.Is(Hash(parts.Key))))
            {
                wrongLine = i + 1;
                return false;
            }

            read.Add(new Kept(new TeacherKey(parts.Name, parts.MayCloseAny), Hash(parts.Key)));
        }

        keys = read.Count == 0 ? null : new TeacherKeys([.. read]);
        return keys is not null;
    }

    /// <summary>Reads the first key of such lines as a client shows it: whose it is, and the key.</summary>
    /// <returns>Null when there is none.</returns>
    public static (string User, string Key)? FirstOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string? line = text.TrimStart('\uFEFF').Split('\n').Select(static line => line.Trim())
            .FirstOrDefault(static line => line.Length > 0 && line[0] != '#');
        return line is null || Split(line, AnyUser) is not { } parts ? null : (parts.Name, parts.Key);
    }

    /// <summary>Has these keys count from here on, and no others.</summary>
    public void Replace(TeacherKeys others)
    {
        ArgumentNullException.ThrowIfNull(others);
        Kept[] before = _keys;

        // Who keeps key, name and right keeps them on the connections that have them.
        Kept[] now = [.. others._keys.Select(kept => before.FirstOrDefault(old => old.IsLike(kept)) ?? kept)];
        _keys = now;
        foreach (Kept old in before.Except(now))
        {
            old.Right.Revoke();
        }
    }

    /// <summary>What a key stands for; null when it is none of a user of that name. Takes as long whichever it is.</summary>
    /// <param name="user">Whose it is said to be; anybody's where that is empty, or <c>default</c>.</param>
    /// <param name="key">The key.</param>
    internal TeacherKey? Find(ReadOnlySpan<byte> user, ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key, hash);
        TeacherKey? found = null;
        string name = Encoding.UTF8.GetString(user);
        foreach (Kept kept in _keys)
        {
            found = kept.Is(hash) && (name is "" or AnyUser || name == kept.Right.Name) ? kept.Right : found;
        }

        return found;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Name and key of a line, and its right; null when it has none, or more than these.</summary>
    private static (string Name, string Key, bool MayCloseAny)? Split(string line, string nameless)
    {
        int end = line.IndexOfAny([':', ' ', '\t']);
        string name = end < 0 ? nameless : line[..end].TrimEnd(), key = end < 0 ? line : line[(end + 1)..].Trim();
        int space = key.LastIndexOfAny([' ', '\t']);
        bool mayCloseAny = space > 0 && key[(space + 1)..] == CloseAnyRight;
        key = mayCloseAny ? key[..space].TrimEnd() : key;
        bool isKey = key.Length is > 0 and <= MaxLength && !key.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c));
        return isKey && IsName(name) ? (name, key, mayCloseAny) : null;
    }

    /// <summary>A name stands in the log: nothing of it is more than a name.</summary>
    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength
        && name.All(static c => char.IsLetterOrDigit(c) || "._-@#+".Contains(c, StringComparison.Ordinal));

    private sealed record Kept(TeacherKey Right, byte[] Hash)
    {
        public bool Is(ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(hash, Hash);

        public bool IsLike(Kept other) =>
            Is(other.Hash) && Right.Name == other.Right.Name && Right.MayCloseAny == other.Right.MayCloseAny;
    }
}
