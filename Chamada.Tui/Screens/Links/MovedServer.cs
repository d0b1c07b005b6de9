using Chamada.Core.Archive;
using Chamada.Core.Client;

namespace Chamada.Tui.Screens.Links;

/// <summary>
/// A server of this account's own that has another port than last time, because a program has taken that one. Its roll calls are in its data
/// folder and go on; the tokens in the teacher's folder still name the old port.
/// </summary>
internal static class MovedServer
{
    /// <summary>Whether an address is one of this machine's own names.</summary>
    public static bool IsHere(ServerAddress server) => server.Host is "127.0.0.1" or "::1" or "localhost";

    /// <summary>
    /// Gives the tokens that were stored for other ports of this machine, and that are good at this server, its address. The others stay as they are: they
    /// may belong to another server.
    /// </summary>
    /// <param name="client">A connection to the server. It must be this account's own, since it is shown the tokens.</param>
    /// <param name="server">Where it is now.</param>
    /// <param name="folder">The teacher's folder.</param>
    /// <returns>Null, or why the folder could not be read or written.</returns>
    public static async Task<FolderError?> TakeTokensAsync(RollClient client, ServerAddress server, TeacherFolder folder)
    {
        if (!folder.Tokens.All().Try(out IReadOnlyList<StoredToken>? tokens, out FolderError? error))
        {
            return error;
        }

        foreach (StoredToken token in tokens.Where(token => token.State != TokenState.Pending && IsHere(token.Server) && token.Server.Port != server.Port))
        {
            // Only what is not open under the token may be asked about with CLOSE: that then closes nothing.
            bool isGood = (await client.ListAsync(token.Class, token.Token).ConfigureAwait(false)).Value is not null
                || (await client.CloseAsync(token.Class, token.Token).ConfigureAwait(false)).Value is not null;
            if (isGood && folder.Tokens.Move(token, server) is { } failed)
            {
                return failed;
            }
        }

        return null;
    }
}
