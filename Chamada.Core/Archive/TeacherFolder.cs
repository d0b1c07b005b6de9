using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>
/// A teacher's own folder: the tokens of the roll calls opened from this account, and the list of each one that was closed.
/// Nobody but the account can read it. Several programs may use it at once: every file is written whole under another name and
/// then put in its place.
/// </summary>
/// <param name="path">The folder; it is made when something is first written.</param>
/// <param name="clock">Tells when a token was reserved.</param>
/// <param name="toSpreadsheet">Makes the file for spreadsheets that stands beside each saved list; where it is null, none is
/// written.</param>
public sealed class TeacherFolder(string path, TimeProvider? clock = null, Func<SavedList, byte[]>? toSpreadsheet = null)
{
    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Tells the time in it.</summary>
    public TimeProvider Clock { get; } = clock ?? TimeProvider.System;

    /// <summary>The rights to list and close.</summary>
    public TokenFolder Tokens { get; } = new(System.IO.Path.Combine(path, "tokens"), clock ?? TimeProvider.System);

    /// <summary>The lists of closed roll calls.</summary>
    public SavedListFolder SavedLists { get; } = new(System.IO.Path.Combine(path, "rolls"), toSpreadsheet);

    /// <summary>What is noted about roll calls that are open.</summary>
    public NotesFolder Notes { get; } = new(System.IO.Path.Combine(path, "notes"));

    /// <summary>The class lists.</summary>
    public RosterFolder Rosters { get; } = new(System.IO.Path.Combine(path, "rosters"), clock);

    /// <summary>What was settled for each class; the files stand beside the class lists.</summary>
    public ClassSettingsFolder Settings { get; } = new(System.IO.Path.Combine(path, "rosters"), clock);

    /// <summary>
    /// Where a server of this account puts lists that nobody fetched in time; as long as nobody says otherwise, in the folder where one
    /// keeps its data that was given no other.
    /// </summary>
    public string Unfetched { get; init; } = System.IO.Path.Combine(path, ServerData, UnfetchedFolder.Name);

    /// <summary>The folder in a teacher's one where a server of this account keeps its data.</summary>
    public const string ServerData = "server";

    /// <summary>
    /// The list of a roll call among those that nobody fetched in time; null where none is, or none can be read. The token proves whose it
    /// is: the record's chain begins with what only the token gives.
    /// </summary>
    public UnfetchedFile? FindUnfetched(StoredToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        RecordSalt salt = RecordSalt.Of(token.Token);
        foreach (SavedListFile file in new SavedListFolder(Unfetched).Files(token.Class).Value ?? [])
        {
            if (SavedListFolder.Read(file).Value is { Chain: { } chain } list && chain.Salt.Equals(salt))
            {
                AttendanceSheet sheet = new() { Roster = (Rosters.Read(token.Class).Value ?? KeptRoster.None).Roster };
                sheet.Reset(list);
                return new UnfetchedFile(
                    file, SavedList.From(sheet, list.Class, list.OpenedAt, list.ClosedAt, token.Server, salt, list.Refused));
            }
        }

        return null;
    }

    /// <summary>
    /// Saves the list of a closed roll call, with its lessons and the absences that were known beforehand. Settings that cannot be read do
    /// not keep a list from being saved: then, and where nothing was settled, the lessons are those of the class when it is looked at.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="token">The roll call's token; null when there is none any more.</param>
    public FolderResult<SavedListFile> Save(SavedList list, StoredToken? token)
    {
        ArgumentNullException.ThrowIfNull(list);
        DateOnly day = DateOnly.FromDateTime((list.OpenedAt ?? list.ClosedAt).DateTime);

        // Where nothing was settled yet, what is settled later holds for this one, too.
        bool isSettled = token?.Lessons is not null || System.IO.File.Exists(Settings.FileOf(list.Class));
        return SavedLists.Save(isSettled && Settings.Read(list.Class).Value is { } settings
            ? list with { Lessons = SavedLessons.Of(settings, token?.Lessons, day) }
            : list);
    }

    /// <summary>
    /// The folder of this account: <c>$XDG_DATA_HOME/chamada</c>, or <c>~/.local/share/chamada</c> where that is unset or not
    /// absolute, as the XDG Base Directory Specification has it; on Windows <c>%LOCALAPPDATA%\chamada</c> instead of the latter.
    /// </summary>
    /// <param name="environment">Looks up an environment variable.</param>
    public static string DefaultPath(Func<string, string?> environment)
    {
        string? data = environment("XDG_DATA_HOME");
        if (string.IsNullOrEmpty(data) || !System.IO.Path.IsPathFullyQualified(data))
        {
            data = OperatingSystem.IsWindows()
                ? Given("LOCALAPPDATA", Environment.SpecialFolder.LocalApplicationData)
                : System.IO.Path.Combine(Given("HOME", Environment.SpecialFolder.UserProfile), ".local", "share");
        }

        return System.IO.Path.Combine(data, "chamada");

        string Given(string variable, Environment.SpecialFolder otherwise) =>
            environment(variable) is { Length: > 0 } set ? set : Environment.GetFolderPath(otherwise);
    }

    /// <summary>The classes that this account has opened before, the one used last first.</summary>
    public FolderResult<IReadOnlyList<UsedClass>> Classes()
    {
        if (!SavedLists.Files().Try(out IReadOnlyList<SavedListFile>? saved, out FolderError? error)
            || !Tokens.All().Try(out FolderListing<StoredToken>? tokens, out error))
        {
            return error;
        }

        return FolderResult.Of<IReadOnlyList<UsedClass>>(
        [
            .. saved.Select(static roll => new UsedClass(roll.Class, roll.At))
                .Concat(tokens.Select(static token => new UsedClass(token.Class, (token.OpenedAt ?? token.ReservedAt).DateTime)))
                .GroupBy(static used => used.Class)
                .Select(static uses => new UsedClass(uses.Key, uses.Max(static use => use.LastUsed)))
                .OrderByDescending(static used => used.LastUsed)
                .ThenBy(static used => used.Class),
        ]);
    }
}

/// <summary>A list that nobody fetched in time.</summary>
/// <param name="File">Its file.</param>
/// <param name="List">The list, measured against the class list as it is now, as if it had been fetched.</param>
public sealed record UnfetchedFile(SavedListFile File, SavedList List);

/// <summary>A class that was opened before.</summary>
/// <param name="Class">Which.</param>
/// <param name="LastUsed">When last, in the server's local time.</param>
public sealed record UsedClass(ClassNumber Class, DateTime LastUsed);
