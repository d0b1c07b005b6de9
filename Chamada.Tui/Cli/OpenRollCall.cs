using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Cli;

/// <summary><c>teacher --open</c>: opens a roll call and keeps the right to close it.</summary>
internal static class OpenRollCall
{
    /// <summary>Opens and reports. The token is on disk before the server hears of it.</summary>
    /// <param name="call">The server, and how to report.</param>
    /// <param name="number">The class.</param>
    /// <param name="options">What is to hold for it.</param>
    /// <param name="lessons">How many lessons it stands for, where not as the class has settled.</param>
    /// <param name="showsQr">Whether to draw where phones find it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<int> RunAsync(
        ScriptedCall call, ClassNumber number, OpenOptions options, LessonChoice? lessons, bool showsQr, CancellationToken cancellation)
    {
        await using RepeatedRequests requests = call.Connect();
        Opening opening = await call.Deliver(requests).OpenAsync(number, options, cancellation, lessons)
            .ConfigureAwait(false);
        if (opening.Token is { } token)
        {
            Print(call, number, opening.OpenedAt!.Value);
            if (showsQr)
            {
                CodeDigits? code = options.CodePeriod is null ? null
                    : (await requests.AskAsync((client, limited) => client.CodeAsync(number, token.Token, limited), cancellation)
                        .ConfigureAwait(false)).Value?.Code;
                await QrOutput.WriteAsync(call, number, code?.ToString(), cancellation).ConfigureAwait(false);
            }

            Warn(call, opening.FolderError);
            return options.Listed is null
                ? ExitCode.Done
                : await GiveRosterAsync(call, requests, token, cancellation).ConfigureAwait(false);
        }

        if (opening is { Refusal: null, Error: null, FolderError: { } unwritable })
        {
            call.Output.Error(call.Text.TokenNotStored(unwritable.Path, call.Context.Text.Folder.Cause(unwritable)));
            return ExitCode.Failed;
        }

        Warn(call, opening.FolderError);
        switch (opening.Refusal)
        {
            case { Code: "DENIED" }:
                call.Output.Error(call.Text.OpenDenied(call.Server));
                return ExitCode.Refused;
            case { Code: "EXISTS" }:
                bool ours = await IsOursAsync(call, requests, number, cancellation).ConfigureAwait(false);
                call.Output.Error(call.Text.AlreadyOpen(number, ours));
                return ExitCode.Refused;
            default:
                return call.Report(opening.Refusal ?? opening.Error!, number);
        }
    }

    /// <summary>Gives the server the numbers of the class list, if one is kept. The roll call is open, whatever comes of it.</summary>
    private static async Task<int> GiveRosterAsync(
        ScriptedCall call, RepeatedRequests requests, StoredToken token, CancellationToken cancellation)
    {
        FolderResult<KeptRoster> reading = call.Context.TeacherFolder.Rosters.Read(token.Class);
        if (!reading.Try(out KeptRoster? kept, out FolderError? unreadable))
        {
            call.Output.Error(call.Text.RosterNotGiven(token.Class, call.Context.Text.Folder.Cause(unreadable)));
            return ExitCode.Failed;
        }

        if (kept.Roster.Count == 0)
        {
            call.Output.Error(call.Text.NoRosterToGive(token.Class));
            return ExitCode.Done;
        }

        StudentId[] students = [.. kept.Roster.Entries.Select(static entry => entry.Student)];
        ClientResult<RosterReply> answer = await requests.AskAsync(
            (client, limited) => client.AddToRosterAsync(token.Class, token.Token, students, limited), cancellation).ConfigureAwait(false);
        if (answer.Error is { } error)
        {
            call.Output.Error(call.Text.RosterNotGiven(token.Class, error.ToString()));
            return ExitCode.Failed;
        }

        return ExitCode.Done;
    }

    private static async Task<bool> IsOursAsync(ScriptedCall call, RepeatedRequests requests, ClassNumber number,
        CancellationToken cancellation)
    {
        foreach (StoredToken stored in call.Context.TeacherFolder.Tokens.Find(call.Servers, number).Value?.AsEnumerable() ?? [])
        {
            ClientResult<ListReply> listing = await requests.AskAsync(
                (client, ct) => client.ListAsync(number, stored.Token, ct), cancellation).ConfigureAwait(false);
            if (listing.Value is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static void Print(ScriptedCall call, ClassNumber number, DateTimeOffset openedAt)
    {
        if (call.Json)
        {
            JsonLine.Write(call.Output, json =>
            {
                json.WriteNumber("class", number.Value);
                json.WriteTime("opened", openedAt);
            });
        }
        else
        {
            call.Output.WriteLine(call.Text.Opened(number, openedAt));
        }

        call.Output.Flush();
    }

    private static void Warn(ScriptedCall call, FolderError? error)
    {
        if (error is not null)
        {
            call.Output.Error(call.Text.TokenNotUpdated(error.Path, call.Context.Text.Folder.Cause(error)));
        }
    }
}
