using Chamada.Core.Client;

namespace Chamada.Core.Archive;

/// <summary>
/// A server of this account's own that has another port than last time, because a program has taken that one. Its roll calls are in its
/// data folder and go on; the tokens in the teacher's folder still name the old port.
/// </summary>
public static class MovedTokens
{
    /// <summary>
    /// Gives the tokens that were stored for other ports of this machine, and that are good at this server, its address. The others stay as
    /// they are: they may belong to another server.
    /// </summary>
    /// <param name="client">A connection to the server. It must be this account's own, since it is shown the tokens.</param>
    /// <param name="server">Where it is now.</param>
    /// <param name="folder">The teacher's folder.</param>
    /// <param name="cancellation">Ends it between two tokens.</param>
    /// <returns>Null, or why the folder could not be read or written.</returns>
    public static async Task<FolderError?> FollowAsync(
        IRollClient client, ServerAddress server, TeacherFolder folder, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(folder);
        if (!folder.Tokens.All().Try(out FolderListing<StoredToken>? tokens, out FolderError? error))
        {
            return error;
        }

        RollCallDelivery delivery = new(new DirectRequests(client), server, folder);
        foreach (StoredToken token in tokens.Where(token => token.Server.IsHere && token.Server.Port != server.Port))
        {
            FolderError? failed = token.State == TokenState.Pending
                ? await FollowPendingAsync(delivery, token, server, folder, cancellation).ConfigureAwait(false)
                : await FollowAsync(delivery, token, server, folder, cancellation).ConfigureAwait(false);
            if (failed is not null)
            {
                return failed;
            }
        }

        return null;
    }

    /// <summary>One whose answer was lost follows when the request did open a roll call, unless a running program still waits with
    /// it.</summary>
    private static async Task<FolderError?> FollowPendingAsync(
        RollCallDelivery delivery, StoredToken token, ServerAddress server, TeacherFolder folder, CancellationToken cancellation)
    {
        (ReservedToken? reserved, FolderError? error) = TokenFolder.TakeUp(token);
        if (reserved is null)
        {
            return error;
        }

        using (reserved)
        {
            return await FollowAsync(delivery, token with { State = TokenState.Opened }, server, folder, cancellation)
                .ConfigureAwait(false);
        }
    }

    private static async Task<FolderError?> FollowAsync(
        RollCallDelivery delivery, StoredToken token, ServerAddress server, TeacherFolder folder, CancellationToken cancellation) =>
        await delivery.LookAsync(token, cancellation).ConfigureAwait(false) switch
        {
            TokenStanding.Open open => folder.Tokens.Move(token with { OpenedAt = open.List.OpenedAt }, server),
            TokenStanding.Closed closed => folder.Tokens.Move(token with { OpenedAt = closed.List.OpenedAt }, server),
            _ => null,
        };
}
