using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>
/// The tokens that list and close roll calls, one file each. A token is on disk before the server hears of it: however the
/// request to open ends, the account can close what it opened.
/// </summary>
public sealed class TokenFolder(string folder, TimeProvider clock)
{
    /// <summary>
    /// Stores a token for a request to open, before that request is sent. If an earlier request for the same class and server was
    /// left without an answer, by a program that no longer runs, its token is taken up again: the server then gives the lost answer.
    /// </summary>
    /// <param name="server">Where the roll call is to be opened.</param>
    /// <param name="number">For which class.</param>
    /// <param name="newToken">Makes a fresh token (<see cref="RollClient.NewToken"/>).</param>
    public FolderResult<ReservedToken> Reserve(ServerAddress server, ClassNumber number, Func<string> newToken)
    {
        if (!Find(server, number).Try(out IReadOnlyList<StoredToken>? stored, out FolderError? error))
        {
            return error;
        }

        foreach (StoredToken lost in stored.Where(static token => token.State == TokenState.Pending))
        {
            if (TakeUp(lost) is { } reserved)
            {
                return reserved;
            }
        }

        return FolderResult.Catch<ReservedToken>(folder, () =>
        {
            (StoredToken token, FileStream held) = Add(server, number, file => new StoredToken
            {
                File = file,
                Server = server,
                Class = number,
                Token = newToken(),
                State = TokenState.Pending,
                ReservedAt = clock.GetLocalNow(),
            });
            return new ReservedToken(token, held, takenUp: false);
        });
    }

    /// <summary>The tokens for a class on a server, the newest first: it is the likeliest to be the one of the open roll call.</summary>
    public FolderResult<IReadOnlyList<StoredToken>> Find(ServerAddress server, ClassNumber number) => Read(PrefixOf(server, number));

    /// <summary>Every stored token, by class and server.</summary>
    public FolderResult<IReadOnlyList<StoredToken>> All() => Read("");

    /// <summary>Notes that a token's server is at another address now.</summary>
    public FolderError? Move(StoredToken token, ServerAddress server) => FolderError.Catch(folder, () =>
    {
        using FileStream? moved = Add(server, token.Class, file => token with { File = file, Server = server }).Held;
        TeacherFolderFiles.Delete(token.File);
    });

    /// <summary>Notes that the list of a closed roll call is saved.</summary>
    public static FolderError? MarkSaved(StoredToken token, string listFile) =>
        Replace(token with { State = TokenState.Saved, ListFile = listFile });

    /// <summary>Forgets a token: the server has nothing left that it could be for.</summary>
    public static FolderError? Forget(StoredToken token) =>
        FolderError.Catch(token.File, () => TeacherFolderFiles.Delete(token.File));

    private static FolderError? Replace(StoredToken token) =>
        FolderError.Catch(token.File, () => TeacherFolderFiles.Replace(token.File, token.ToJson()).Dispose());

    private FolderResult<IReadOnlyList<StoredToken>> Read(string prefix)
    {
        List<(int Number, StoredToken Token)> found = [];
        string current = folder;
        FolderError? error = FolderError.Catch(folder, () =>
        {
            if (!Directory.Exists(folder))
            {
                return;
            }

            foreach (string file in Directory.EnumerateFiles(folder, "*.json"))
            {
                string name = Path.GetFileName(file);
                if (!name.StartsWith(prefix, StringComparison.Ordinal))
                {
                    continue;
                }

                current = file;
                if (TeacherFolderFiles.TryRead(file) is { Length: > 0 } content)
                {
                    found.Add((NumberOf(name), StoredToken.Parse(file, content)));
                }
            }
        });
        return error is not null
            ? error with { Path = current }
            : FolderResult.Of<IReadOnlyList<StoredToken>>(
            [
                .. found.OrderBy(static entry => entry.Token.Class)
                    .ThenBy(static entry => NameOf(entry.Token.Server), StringComparer.Ordinal)
                    .ThenByDescending(static entry => entry.Number)
                    .Select(static entry => entry.Token),
            ]);
    }

    /// <summary>Stores a token under the next free name for its class and server.</summary>
    private (StoredToken Token, FileStream Held) Add(ServerAddress server, ClassNumber number, Func<string, StoredToken> make)
    {
        string prefix = PrefixOf(server, number);
        for (int n = 1 + Numbers(prefix).DefaultIfEmpty().Max(); ; n++)
        {
            StoredToken token = make(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{prefix}{n}.json")));
            if (TeacherFolderFiles.TryCreate(token.File, token.ToJson()) is { } held)
            {
                return (token, held);
            }
        }
    }

    private IEnumerable<int> Numbers(string prefix) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, prefix + "*.json").Select(static file => NumberOf(Path.GetFileName(file)))
        : [];

    /// <summary>Null when a running program holds the token, or it is no longer pending.</summary>
    private static ReservedToken? TakeUp(StoredToken lost)
    {
        FileStream claimed;
        try
        {
            claimed = new FileStream(lost.File, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        using (claimed)
        {
            // Emptied: another program took it up, or got the answer, between the two openings.
            if (claimed.Length == 0)
            {
                return null;
            }

            FileStream held = TeacherFolderFiles.Replace(lost.File, lost.ToJson());
            claimed.SetLength(0);
            return new ReservedToken(lost, held, takenUp: true);
        }
    }

    /// <summary>Class, server and an "at" between them: what a person who looks into the folder can read.</summary>
    private static string PrefixOf(ServerAddress server, ClassNumber number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number}@{NameOf(server)}.");

    private static int NumberOf(string file) =>
        int.TryParse(Path.GetExtension(Path.GetFileNameWithoutExtension(file)).AsSpan().TrimStart('.'), NumberStyles.None,
            CultureInfo.InvariantCulture, out int number) ? number : 0;

    /// <summary>
    /// One name for a server, however it was typed: lower case, and every way to say "this machine" alike. Characters that a file
    /// name should not hold are written as <c>%</c> and two hexadecimal digits.
    /// </summary>
    private static string NameOf(ServerAddress server)
    {
        string host = server.Host.TrimEnd('.').ToLowerInvariant();
        host = host is "127.0.0.1" or "::1" ? "localhost" : host;
        StringBuilder name = new();
        foreach (byte b in Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{host}:{server.Port}")))
        {
            _ = char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'-'
                ? name.Append((char)b)
                : name.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        // A name system knows no host longer than 253 characters; what is longer here only has to fit into a file name.
        return name.Length <= 180
            ? name.ToString()
            : $"{name.ToString(0, 100)}%{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToString())).AsSpan(0, 16))}";
    }
}
