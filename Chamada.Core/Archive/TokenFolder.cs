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
    /// <param name="servers">Where the roll call is to be opened.</param>
    /// <param name="number">For which class.</param>
    /// <param name="newToken">Makes a fresh token (<see cref="RollClient.NewToken"/>).</param>
    public FolderResult<ReservedToken> Reserve(ServerList servers, ClassNumber number, Func<string> newToken)
    {
        ArgumentNullException.ThrowIfNull(servers);
        if (!Find(servers, number).Try(out FolderListing<StoredToken>? stored, out FolderError? error))
        {
            return error;
        }

        return FolderResult.Catch<ReservedToken>(folder, () =>
        {
            CloseToOthers();
            foreach (StoredToken lost in stored.Where(static token => token.State == TokenState.Pending))
            {
                if (TryTakeUp(lost) is { } reserved)
                {
                    return reserved;
                }
            }

            return Add(servers.First, number, file => new StoredToken
            {
                File = file,
                Server = servers.First,
                Others = [.. servers.Servers.Skip(1)],
                Class = number,
                Token = newToken(),
                State = TokenState.Pending,
                ReservedAt = clock.GetLocalNow(),
            });
        });
    }

    /// <summary>Takes a pending token up, as <see cref="Reserve"/> does.</summary>
    /// <returns>Null when a running program waits with it, or it is no longer pending; or why the folder cannot be used.</returns>
    public static (ReservedToken? Reserved, FolderError? Error) TakeUp(StoredToken lost)
    {
        ReservedToken? reserved = null;
        FolderError? error = FolderError.Catch(lost.File, () => reserved = TryTakeUp(lost));
        return (reserved, error);
    }

    /// <summary>
    /// The tokens for a class on a server, or on any of several, the newest first: it is the likeliest to be the one of the open roll call.
    /// </summary>
    public FolderResult<FolderListing<StoredToken>> Find(ServerList servers, ClassNumber number)
    {
        ArgumentNullException.ThrowIfNull(servers);
        if (!Read(PrefixOf(number)).Try(out FolderListing<StoredToken>? tokens, out FolderError? error))
        {
            return error;
        }

        StoredToken[] own = [.. tokens.Where(token => token.IsFor(servers))];

        // Of one server's tokens the newest is first as it is, whatever this machine's clock has done; between servers only that clock
        // tells.
        bool isOfOne = own.DistinctBy(static token => NameOf(token.Server)).Count() <= 1;
        string[] prefixes = [.. servers.Servers.Select(server => PrefixOf(server, number))];
        return new FolderListing<StoredToken>(
            isOfOne ? own : [.. own.OrderByDescending(static token => token.ReservedAt)],
            [.. tokens.Unreadable.Where(error => prefixes.Any(
                prefix => Path.GetFileName(error.Path).StartsWith(prefix, StringComparison.Ordinal)))]);
    }

    /// <summary>Every stored token, by class and server.</summary>
    public FolderResult<FolderListing<StoredToken>> All() => Read("");

    /// <summary>Notes that a token's server is at another address now.</summary>
    /// <returns>Null, or why it could not be noted.</returns>
    public FolderError? Move(StoredToken token, ServerAddress server) => FolderError.Catch(folder, () =>
    {
        Add(server, token.Class, file => token with { File = file, Server = server }).Dispose();
        TeacherFolderFiles.Delete(token.File);
    });

    /// <summary>Notes that the list of a closed roll call is saved.</summary>
    public static FolderError? MarkSaved(StoredToken token, string listFile) => FolderError.Catch(token.File, () =>
    {
        // Another program of the account may have saved and receipted it meanwhile: what is forgotten is not to come back.
        if (File.Exists(token.File))
        {
            TeacherFolderFiles.Replace(token.File, (token with { State = TokenState.Saved, ListFile = listFile }).ToJson());
        }
    });

    /// <summary>Forgets a token: the server has nothing left that it could be for.</summary>
    public static FolderError? Forget(StoredToken token) =>
        FolderError.Catch(token.File, () => TeacherFolderFiles.Delete(token.File));

    private FolderResult<FolderListing<StoredToken>> Read(string prefix)
    {
        List<(int Number, StoredToken Token)> found = [];
        List<FolderError> unreadable = [];
        FolderError? error = FolderError.Catch(folder, () =>
        {
            TeacherFolderFiles.RefuseLink(folder);
            foreach (string file in Directory.Exists(folder) ? Files(prefix) : [])
            {
                // One file that cannot be read must not take the right to close all the others with it.
                FolderError? damaged = FolderError.Catch(file, () =>
                {
                    if (TeacherFolderFiles.TryRead(file) is { Length: > 0 } content)
                    {
                        found.Add((NumberOf(Path.GetFileName(file)), StoredToken.Parse(file, content)));
                    }
                });
                if (damaged is not null)
                {
                    unreadable.Add(damaged);
                }
            }
        });
        return error is not null
            ? error
            : new FolderListing<StoredToken>(
            [
                .. found.OrderBy(static entry => entry.Token.Class)
                    .ThenBy(static entry => NameOf(entry.Token.Server), StringComparer.Ordinal)
                    .ThenByDescending(static entry => entry.Number)
                    .Select(static entry => entry.Token),
            ],
            unreadable);
    }

    /// <summary>The tokens are secrets: nobody else may enter the folder, nor the one that it stands in.</summary>
    private void CloseToOthers()
    {
        TeacherFolderFiles.CloseToOthers(Path.GetDirectoryName(folder)!);
        TeacherFolderFiles.RefuseLink(folder);
        TeacherFolderFiles.CloseToOthers(folder);
    }

    /// <summary>Stores a token under the next free name for its class and server.</summary>
    private ReservedToken Add(ServerAddress server, ClassNumber number, Func<string, StoredToken> make)
    {
        CloseToOthers();
        string prefix = PrefixOf(server, number);
        for (int n = 1 + Numbers(prefix).DefaultIfEmpty().Max(); ; n++)
        {
            string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{prefix}{n}.json"));
            if (TokenLock.TryTake(file) is not { } held)
            {
                continue;
            }

            bool isKept = false;
            try
            {
                StoredToken token = make(file);
                if (TeacherFolderFiles.TryCreate(file, token.ToJson()))
                {
                    isKept = true;
                    return new ReservedToken(token, held, takenUp: false);
                }
            }
            finally
            {
                if (!isKept)
                {
                    held.Dispose();
                }
            }
        }
    }

    private IEnumerable<int> Numbers(string prefix) => Files(prefix).Select(static file => NumberOf(Path.GetFileName(file)));

    /// <summary>
    /// The tokens' files whose names begin so. Looked at here, because what a star beside a dot matches is another matter on every system.
    /// </summary>
    private IEnumerable<string> Files(string prefix) => Directory.EnumerateFiles(folder, "*.json")
        .Where(file => Path.GetFileName(file).StartsWith(prefix, StringComparison.Ordinal));

    private static ReservedToken? TryTakeUp(StoredToken lost)
    {
        if (TokenLock.TryTake(lost.File) is not { } held)
        {
            return null;
        }

        bool isTaken = false;
        try
        {
            // Between reading it and holding it, another program may have got its answer.
            isTaken = TeacherFolderFiles.TryRead(lost.File) is { Length: > 0 } content
                && StoredToken.Parse(lost.File, content) is var now && now.State == TokenState.Pending && now.Token == lost.Token;
            return isTaken ? new ReservedToken(lost, held, takenUp: true) : null;
        }
        finally
        {
            if (!isTaken)
            {
                held.Dispose();
            }
        }
    }

    /// <summary>Class, server and an "at" between them: what a person who looks into the folder can read.</summary>
    private static string PrefixOf(ServerAddress server, ClassNumber number) => $"{PrefixOf(number)}{NameOf(server)}.";

    private static string PrefixOf(ClassNumber number) => string.Create(CultureInfo.InvariantCulture, $"{number}@");

    private static int NumberOf(string file) =>
        int.TryParse(Path.GetExtension(Path.GetFileNameWithoutExtension(file)).AsSpan().TrimStart('.'), NumberStyles.None,
            CultureInfo.InvariantCulture, out int number) ? number : 0;

    /// <summary>
    /// One name for a server, however it was typed: lower case, and every way to say "this machine" alike. Characters that a file
    /// name should not hold are written as <c>%</c> and two hexadecimal digits.
    /// </summary>
    private static string NameOf(ServerAddress server)
    {
        StringBuilder name = new();
        foreach (byte b in Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{server.HostKey}:{server.Port}")))
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
