using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>
/// The way of a roll call between a server and the teacher's folder: a token is on disk before OPEN, a list is on disk before RECEIVED, and
/// no token is forgotten before the server has said that it has nothing under it. Whatever fails on the way, doing it once more takes up
/// where it stopped.
/// </summary>
/// <param name="requests">The way to the server.</param>
/// <param name="servers">Its address, by which the folder knows it, or those of several.</param>
/// <param name="folder">The teacher's folder.</param>
public sealed class RollCallDelivery(IRequests requests, ServerList servers, TeacherFolder folder)
{
    /// <summary>Opens a roll call under a token of its own. A token that an earlier program left behind without an answer is taken
    /// up.</summary>
    /// <param name="number">The class.</param>
    /// <param name="limit">After how long it closes by itself; null for never.</param>
    /// <param name="cancellation">Ends the waiting; the token stays for the next attempt.</param>
    public Task<Opening> OpenAsync(ClassNumber number, TimeSpan? limit, CancellationToken cancellation) =>
        OpenAsync(number, new OpenOptions { Limit = limit }, cancellation);

    /// <inheritdoc cref="OpenAsync(ClassNumber, TimeSpan?, CancellationToken)"/>
    /// <param name="number">The class.</param>
    /// <param name="options">What is to hold for it.</param>
    /// <param name="cancellation">Ends the waiting; the token stays for the next attempt.</param>
    /// <param name="lessons">How many lessons it stands for, where not as the class has settled.</param>
    public async Task<Opening> OpenAsync(
        ClassNumber number, OpenOptions options, CancellationToken cancellation, LessonChoice? lessons = null)
    {
        while (true)
        {
            FolderResult<ReservedToken> reserving =
                await Task.Run(() => folder.Tokens.Reserve(servers, number, RollClient.NewToken), cancellation)
                .ConfigureAwait(false);
            if (!reserving.Try(out ReservedToken? reserved, out FolderError? unwritable))
            {
                return new Opening { FolderError = unwritable };
            }

            using (reserved)
            {
                if (lessons is not null && reserved.Note(lessons) is { } unnoted)
                {
                    return new Opening { FolderError = unnoted };
                }

                ClientResult<OpenReply> answer = await requests.AskAsync(
                    (client, limited) => client.OpenAsync(number, reserved.Token, options, limited), cancellation).ConfigureAwait(false);
                if (answer.Try(out OpenReply? opened, out ClientError? error))
                {
                    return Opened(reserved, opened.OpenedAt);
                }

                if (error.Fault == ClientFault.Refused)
                {
                    if (await RefusedAsync(reserved, error, cancellation).ConfigureAwait(false) is { } opening)
                    {
                        return opening;
                    }

                    continue;
                }

                // The token stays when the server may have opened with it: closing, or opening again, takes it up.
                FolderError? kept = !reserved.IsTakenUp && !requests.EverConnected ? reserved.Forget() : null;
                return new Opening { Error = error, FolderError = kept };
            }
        }
    }

    /// <summary>Asks what the server has under a token. This closes nothing: only what is not open under the token is asked about with
    /// CLOSE.</summary>
    public async Task<TokenStanding> LookAsync(StoredToken token, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(token);
        ClientResult<ListReply> listing = await requests.AskAsync(
            (client, limited) => client.ListAsync(token.Class, token.Token, limited), cancellation, isLong: true).ConfigureAwait(false);
        if (listing.Try(out ListReply? open, out ClientError? error))
        {
            return new TokenStanding.Open(open);
        }

        if (!error.HasNothingUnderToken)
        {
            return new TokenStanding.Unknown(error);
        }

        ClientResult<CloseReply> closing = await CloseAsync(token, cancellation).ConfigureAwait(false);
        return closing.Try(out CloseReply? closed, out error) ? new TokenStanding.Closed(closed)
            : error.HasNothingUnderToken ? new TokenStanding.Nothing()
            : new TokenStanding.Unknown(error);
    }

    /// <summary>Closes a roll call, or asks once more for the list of one that is closed.</summary>
    public Task<ClientResult<CloseReply>> CloseAsync(StoredToken token, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(token);
        return requests.AskAsync((client, limited) => client.CloseAsync(token.Class, token.Token, limited), cancellation, isLong: true);
    }

    /// <summary>
    /// Saves the list of a closed roll call, and notes beside its token that it is saved. One that is saved already, by whichever program
    /// of the account, is not saved again. What the account has noted about the roll call goes into the list.
    /// </summary>
    /// <param name="token">Its token; null when there is none any more.</param>
    /// <param name="list">The list.</param>
    /// <param name="cancellation">Gives up before anything is written.</param>
    public async Task<FolderResult<SavedListFile>> SaveAsync(StoredToken? token, SavedList list, CancellationToken cancellation) =>
        await Task.Run(
        () =>
        {
            // Notes that cannot be read keep no list from being saved; their file stays.
            RollNotes? notes = list.OpenedAt is { } opened ? folder.Notes.Read(list.Class, opened).Value : RollNotes.None;
            FolderResult<SavedListFile> saving = folder.Save(list with { Notes = notes ?? RollNotes.None }, token);
            if (token is not null && saving.Try(out SavedListFile? saved, out _))
            {
                // Only a note for the next start: without it the server would be asked once more for what is already here.
                _ = TokenFolder.MarkSaved(token, saved.File);
            }

            if (saving.Error is null && notes is { IsEmpty: false })
            {
                _ = folder.Notes.Forget(list.Class, list.OpenedAt!.Value); // A file that is left does no harm.
            }

            return saving;
        },
        cancellation).ConfigureAwait(false);

    /// <summary>
    /// Fetches a list from the files that a server of this account has made of lists that waited too long: it is saved like any other, and
    /// then neither the file nor the token is needed any more.
    /// </summary>
    /// <returns>Null where there is no such file.</returns>
    public async Task<FolderResult<SavedListFile>?> FetchUnfetchedAsync(StoredToken token, CancellationToken cancellation)
    {
        if (await Task.Run(() => folder.FindUnfetched(token), cancellation).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        FolderResult<SavedListFile> saving = await SaveAsync(token, found.List, cancellation).ConfigureAwait(false);
        if (saving.Error is null)
        {
            _ = SavedListFolder.Erase(found.File); // A file that is left does no harm, and the server may not be this account's to tidy.
            _ = TokenFolder.Forget(token);
        }

        return saving;
    }

    /// <summary>Tells the server that the list is on disk, and forgets the token when it has erased its copy.</summary>
    public async Task<Receipt> ReceiptAsync(StoredToken token, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(token);
        ClientResult<string> answer = await requests.AskAsync(
            (client, limited) => client.ReceivedAsync(token.Class, token.Token, limited), cancellation).ConfigureAwait(false);

        // Asked again after a lost answer, the server may have nothing left to erase: that is the receipt, too.
        return !answer.Try(out _, out ClientError? error) && !error.HasNothingUnderToken
            ? new Receipt(error, null)
            : new Receipt(null, await Task.Run(() => TokenFolder.Forget(token), cancellation).ConfigureAwait(false));
    }

    /// <summary>
    /// Looks at every stored token of a class: one may still have its roll call open; others belong to roll calls that were closed while
    /// their list never arrived, because a program or a connection ended in that moment. Those lists are saved, and tokens that are good
    /// for nothing any more forgotten.
    /// </summary>
    public async Task<TokenReview> ReviewAsync(ClassNumber number, CancellationToken cancellation)
    {
        TokenReview review = new();
        FolderResult<FolderListing<StoredToken>> found =
            await Task.Run(() => folder.Tokens.Find(servers, number), cancellation).ConfigureAwait(false);
        if (!found.Try(out FolderListing<StoredToken>? tokens, out FolderError? error))
        {
            return review with { FolderError = error };
        }

        review = review with { Unreadable = tokens.Unreadable };
        foreach (StoredToken token in tokens.Where(static token => token.State != TokenState.Pending))
        {
            review = token.State == TokenState.Saved
                ? await FinishAsync(review, token, cancellation).ConfigureAwait(false)
                : await LookAsync(review, token, cancellation).ConfigureAwait(false);
            if (review.FolderError is not null || review.Error is not null)
            {
                break;
            }
        }

        return review;
    }

    private static Opening Opened(ReservedToken reserved, DateTimeOffset openedAt)
    {
        FolderError? unnoted = reserved.Confirm(openedAt);
        return new Opening { Token = reserved.Stored, OpenedAt = openedAt, IsTakenUp = reserved.IsTakenUp, FolderError = unnoted };
    }

    /// <summary>
    /// A refusal does not say that there is nothing under the token: an earlier request with it, whose answer was lost, may have opened a
    /// roll call whose time is over since, while somebody else opened the class.
    /// </summary>
    /// <returns>Null when the token stays for its list, and opening is to be tried with another one.</returns>
    private async Task<Opening?> RefusedAsync(ReservedToken reserved, ClientError refusal, CancellationToken cancellation)
    {
        switch (await LookAsync(reserved.Stored, cancellation).ConfigureAwait(false))
        {
            case TokenStanding.Open open:
                return Opened(reserved, open.List.OpenedAt);
            case TokenStanding.Closed:
                FolderError? unnoted = reserved.Confirm(null);
                bool again = unnoted is null && refusal.Code != "EXISTS";
                return again ? null : new Opening { Refusal = refusal, LeavesList = true, FolderError = unnoted };
            case TokenStanding.Nothing:
                return new Opening { Refusal = refusal, FolderError = reserved.Forget() };
            default:
                return new Opening { Refusal = refusal }; // It stays pending, and is asked about another time.
        }
    }

    private async Task<TokenReview> LookAsync(TokenReview review, StoredToken token, CancellationToken cancellation)
    {
        switch (await LookAsync(token, cancellation).ConfigureAwait(false))
        {
            case TokenStanding.Open open:
                return review.Open is null ? review with { Open = token with { OpenedAt = open.List.OpenedAt } } : review;
            case TokenStanding.Closed closed:
                FolderResult<KeptRoster> kept = await Task.Run(() => folder.Rosters.Read(token.Class), cancellation).ConfigureAwait(false);
                Roster roster = (kept.Value ?? KeptRoster.None).Roster;
                FolderResult<SavedListFile> saving = await SaveAsync(
                    token, SavedList.From(closed.List, token.Server, roster, RecordSalt.Of(token.Token)), cancellation)
                    .ConfigureAwait(false);
                return saving.Try(out SavedListFile? saved, out FolderError? error)
                    ? await FinishAsync(review with { SavedFiles = [.. review.SavedFiles, saved.File] }, token, cancellation)
                        .ConfigureAwait(false)
                    : review with { FolderError = error };
            case TokenStanding.Unknown { Error: { Fault: not ClientFault.Refused } broken }:
                return review with { Error = broken };
            case TokenStanding.Nothing when await FetchUnfetchedAsync(token, cancellation).ConfigureAwait(false) is { } fetching:
                return fetching.Try(out SavedListFile? fetched, out FolderError? unsaved)
                    ? review with { SavedFiles = [.. review.SavedFiles, fetched.File] }
                    : review with { FolderError = unsaved };
            case TokenStanding.Nothing:
                return review with
                {
                    Lost = review.Lost + 1,
                    FolderError = await Task.Run(() => TokenFolder.Forget(token), cancellation).ConfigureAwait(false),
                };
            default:
                return review; // The server cannot say now; another time it will.
        }
    }

    private async Task<TokenReview> FinishAsync(TokenReview review, StoredToken token, CancellationToken cancellation)
    {
        Receipt receipt = await ReceiptAsync(token, cancellation).ConfigureAwait(false);
        return review with
        {
            FolderError = receipt.FolderError,
            Error = receipt.Error is { Fault: not ClientFault.Refused } broken ? broken : null,
        };
    }
}

/// <summary>What came of opening.</summary>
public sealed record Opening
{
    /// <summary>The right to list and close; null when nothing was opened.</summary>
    public StoredToken? Token { get; init; }

    /// <summary>When it was opened, by the server's clock; null when nothing was.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Whether an earlier program had opened it: the time is not that of now.</summary>
    public bool IsTakenUp { get; init; }

    /// <summary>Why the server refused.</summary>
    public ClientError? Refusal { get; init; }

    /// <summary>Whether an earlier roll call of this account was found that is over, and whose list is still to be fetched.</summary>
    public bool LeavesList { get; init; }

    /// <summary>Why there is no answer.</summary>
    public ClientError? Error { get; init; }

    /// <summary>Why the folder could not be written: without a token nothing was asked of the server, with one it could not be noted what
    /// became of it.</summary>
    public FolderError? FolderError { get; init; }
}

/// <summary>What came of the receipt.</summary>
/// <param name="Error">Why the server could not be told; null when it has erased its copy.</param>
/// <param name="FolderError">Why the token could not be forgotten.</param>
public sealed record Receipt(ClientError? Error, FolderError? FolderError);

/// <summary>What became of the tokens that this account stored for a class.</summary>
public sealed record TokenReview
{
    /// <summary>The token whose roll call is open; null when there is none.</summary>
    public StoredToken? Open { get; init; }

    /// <summary>The files of lists that were fetched and saved.</summary>
    public IReadOnlyList<string> SavedFiles { get; init; } = [];

    /// <summary>
    /// How many roll calls were opened of which the server has nothing any more, while their lists never arrived: it may have made files of
    /// them that this account cannot see.
    /// </summary>
    public int Lost { get; init; }

    /// <summary>Tokens that could not be read. What they stand for is not known; nothing else suffers.</summary>
    public IReadOnlyList<FolderError> Unreadable { get; init; } = [];

    /// <summary>Why the teacher's folder could not be read or written.</summary>
    public FolderError? FolderError { get; init; }

    /// <summary>Why the server did not answer.</summary>
    public ClientError? Error { get; init; }
}
