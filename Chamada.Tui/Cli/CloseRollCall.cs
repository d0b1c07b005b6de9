using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Cli;

/// <summary>
/// <c>teacher --close</c>: closes a roll call, saves its list in the teacher's folder, and only then lets the server erase its
/// copy. Whatever fails on the way, doing it once more takes up where it stopped.
/// </summary>
internal sealed class CloseRollCall(ScriptedCall call, ClassNumber number)
{
    /// <summary>Closes and reports.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (!HeldTokens.Find(call, number).Try(out IReadOnlyList<StoredToken>? tokens, out int code))
        {
            return code;
        }

        await using RepeatedRequests requests = call.Connect();
        RollCallDelivery delivery = call.Deliver(requests);
        ClientError? refusal = null;
        foreach (StoredToken token in tokens)
        {
            ClientResult<CloseReply> answer = await delivery.CloseAsync(token, cancellation).ConfigureAwait(false);
            if (answer.Try(out CloseReply? closed, out ClientError? error))
            {
                return await KeepAsync(delivery, token, closed, cancellation).ConfigureAwait(false);
            }

            if (!error.HasNothingUnderToken)
            {
                return call.Report(error, number);
            }

            if (token.State == TokenState.Saved && TokenFolder.Forget(token) is null
                && refusal is null && token.ListFile is { } file && SavedListFolder.Read(file).Try(out SavedList? saved, out _))
            {
                // Saved here and erased there: the server got the receipt, and only its answer to that was lost.
                Print(saved, file);
                return ExitCode.Done;
            }

            if (await delivery.FetchUnfetchedAsync(token, cancellation).ConfigureAwait(false) is { } fetching)
            {
                return Tell(fetching);
            }

            // The first token is the newest: what the server says to it is what the user wants to know.
            refusal ??= error;
        }

        return call.ReportNothingUnder(tokens[0], refusal!);
    }

    /// <summary>Tells of a list that the server had moved to a file, and that has been fetched from there.</summary>
    private int Tell(FolderResult<SavedListFile> fetching)
    {
        if (fetching.Try(out SavedListFile? file, out FolderError? error) && SavedListFolder.Read(file).Try(out SavedList? list, out error))
        {
            Print(list, file.File);
            return ExitCode.Done;
        }

        call.Output.Error(call.Text.NotSaved(error!.Path, call.Context.Text.Folder.Cause(error)));
        return ExitCode.Failed;
    }

    private async Task<int> KeepAsync(RollCallDelivery delivery, StoredToken token, CloseReply closed, CancellationToken cancellation)
    {
        Roster roster = (call.Context.TeacherFolder.Rosters.Read(number).Value ?? KeptRoster.None).Roster;
        SavedList list = SavedList.From(closed, call.Server, roster, RecordSalt.Of(token.Token));
        FolderResult<SavedListFile> saving = await delivery.SaveAsync(token, list, cancellation).ConfigureAwait(false);
        bool isSaved = saving.Try(out SavedListFile? file, out FolderError? unsaved);
        Print(list, file?.File);
        if (!isSaved)
        {
            call.Output.Error(call.Text.NotSaved(unsaved!.Path, call.Context.Text.Folder.Cause(unsaved)));
            return ExitCode.Failed;
        }

        Receipt receipt = await delivery.ReceiptAsync(token, cancellation).ConfigureAwait(false);
        if (receipt.Error is { } error)
        {
            call.Output.Error(call.Text.NotReceipted(error));
        }
        else if (receipt.FolderError is { } kept)
        {
            call.Output.Error(call.Text.TokenNotUpdated(kept.Path, call.Context.Text.Folder.Cause(kept)));
        }

        return ExitCode.Done;
    }

    private void Print(SavedList roll, string? file)
    {
        ClosedLines.Write(call, roll);
        if (!call.Json && roll.Record is [.., { Mark: Mark.ClosedBy, Reason: var name }])
        {
            call.Output.WriteLine(call.Text.ClosedBy(name));
        }

        if (!call.Json && file is not null)
        {
            call.Output.WriteLine(call.Text.SavedAs(file));
        }

        call.Output.Flush();
    }
}
