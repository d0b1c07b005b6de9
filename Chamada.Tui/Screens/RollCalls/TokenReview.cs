using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Links;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>
/// What became of the tokens that this account stored for a class: one may still have its roll call open; others belong to roll
/// calls that were closed while their list never arrived, because a program or a connection ended in that moment. Those lists are
/// fetched and saved, and tokens that are good for nothing any more are forgotten.
/// </summary>
internal sealed class TokenReview
{
    private readonly List<string> _saved = [];

    private TokenReview()
    {
    }

    /// <summary>The token whose roll call is open; null when there is none.</summary>
    public StoredToken? Open { get; private set; }

    /// <summary>The files of lists that were fetched and saved.</summary>
    public IReadOnlyList<string> SavedFiles => _saved;

    /// <summary>Why the teacher's folder could not be read or written.</summary>
    public FolderError? Failed { get; private set; }

    /// <summary>Why the server did not answer.</summary>
    public ClientError? Broken { get; private set; }

    /// <summary>Looks at every stored token of a class.</summary>
    public static async Task<TokenReview> RunAsync(RollConnection connection, ServerAddress server, ClassNumber number, TeacherFolder folder)
    {
        TokenReview review = new();
        FolderResult<IReadOnlyList<StoredToken>> found = await Task.Run(() => folder.Tokens.Find(server, number));
        if (!found.Try(out IReadOnlyList<StoredToken>? tokens, out FolderError? error))
        {
            review.Failed = error;
            return review;
        }

        foreach (StoredToken token in tokens)
        {
            if (token.State == TokenState.Saved)
            {
                await review.FinishAsync(connection, token);
            }
            else if (token.State == TokenState.Opened)
            {
                await review.LookAsync(connection, token, folder);
            }

            if (review.Failed is not null || review.Broken is not null)
            {
                break;
            }
        }

        return review;
    }

    private async Task LookAsync(RollConnection connection, StoredToken token, TeacherFolder folder)
    {
        ClientResult<ListReply> listed = await connection.ListAsync(token.Class, token.Token);
        if (listed.Try(out ListReply? listing, out ClientError? error))
        {
            Open ??= token with { OpenedAt = listing.OpenedAt };
            return;
        }

        if (error.Fault != ClientFault.Refused)
        {
            Broken = error;
            return;
        }

        if (error.Code is not ("NOTOPEN" or "DENIED"))
        {
            return; // The server cannot say now; another time it will.
        }

        ClientResult<CloseReply> closing = await connection.CloseAsync(token.Class, token.Token);
        if (closing.Try(out CloseReply? closed, out error))
        {
            await SaveAsync(connection, token, closed, folder);
        }
        else if (error.Fault != ClientFault.Refused)
        {
            Broken = error;
        }
        else if (error.Code is "NOTOPEN" or "DENIED")
        {
            Failed = await Task.Run(() => TokenFolder.Forget(token));
        }
    }

    private async Task SaveAsync(RollConnection connection, StoredToken token, CloseReply closed, TeacherFolder folder)
    {
        SavedList roll = SavedList.From(closed, token.Server);
        FolderResult<SavedListFile> saving = await Task.Run(() => folder.SavedLists.Save(roll));
        if (!saving.Try(out SavedListFile? saved, out FolderError? error))
        {
            Failed = error;
            return;
        }

        _saved.Add(saved.File);
        Failed = await Task.Run(() => TokenFolder.MarkSaved(token, saved.File));
        if (Failed is null)
        {
            await FinishAsync(connection, token);
        }
    }

    private async Task FinishAsync(RollConnection connection, StoredToken token)
    {
        ClientResult<string> answer = await connection.ReceivedAsync(token.Class, token.Token);
        if (answer.Try(out _, out ClientError? error) || error.Code is "NOTOPEN" or "DENIED")
        {
            Failed = await Task.Run(() => TokenFolder.Forget(token));
        }
        else if (error.Fault != ClientFault.Refused)
        {
            Broken = error;
        }
    }
}
