using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>
/// A folder beside the server's database with the lists that nobody fetched in time: files of the same name and shape as a teacher's saved
/// lists, so a teacher who comes late is given them as they are. The server never removes one; who runs it does.
/// </summary>
/// <param name="folder">The folder. It is made when the first list comes, and only this account can enter it.</param>
/// <param name="server">Where the roll calls were held.</param>
/// <param name="failed">Is told why a list could not be kept.</param>
public sealed class UnfetchedFolder(string folder, Func<ServerAddress> server, Action<FolderError> failed) : IUnfetchedLists
{
    /// <summary>Its name in a data folder.</summary>
    public const string Name = "unfetched";

    /// <inheritdoc/>
    public bool Keep(RollList list)
    {
        SavedList finished = FinishedOf(list);
        SavedListFolder rolls = new(folder);
        FolderResult<SavedListFile> kept = Find(rolls, finished) is { } earlier ? earlier : rolls.Save(finished);
        if (kept.Try(out _, out FolderError? error))
        {
            return true;
        }

        failed(error);
        return false;
    }

    private static SavedListFile? Find(SavedListFolder rolls, SavedList wanted) => rolls.History(wanted.Class).Value?.FirstOrDefault(saved =>
        SavedListFolder.Read(saved).Try(out SavedList? there, out _)
        && there.OpenedAt == wanted.OpenedAt && there.ClosedAt == wanted.ClosedAt && there.Students.Count == wanted.Students.Count);

    private SavedList FinishedOf(RollList list)
    {
        RollClosing closing = list.Roll.Closing ?? throw new ArgumentException("The roll call is open.", nameof(list));
        ReadOnlySpan<Attendance> log = list.Roll.Log[..list.Length];
        List<SavedAttendance> students = [];
        List<RecordEntry> record = [];
        bool onlySelf = true;
        for (int i = 0; i < log.Length; i++)
        {
            string reason = list.Roll.ReasonAt(i);
            DateTimeOffset at = log[i].At.ToDateTimeOffset();
            onlySelf &= log[i].Kind == AttendanceKind.Self;
            record.Add(new RecordEntry(log[i].Student, at, KindOf(log[i].Kind), reason));
            if (list.IsPresent(i))
            {
                students.Add(new SavedAttendance(
                    log[i].Student, at, log[i].Kind == AttendanceKind.Marked ? MarkedBy.Teacher : MarkedBy.Self, reason));
            }
        }

        return new SavedList(list.Roll.Class, list.Roll.OpenedAt.ToDateTimeOffset(), closing.At.ToDateTimeOffset(), server(), students)
        {
            Record = onlySelf ? [] : record,
        };
    }

    private static EntryKind KindOf(AttendanceKind kind) => kind switch
    {
        AttendanceKind.Marked => EntryKind.Marked,
        AttendanceKind.Removed => EntryKind.Removed,
        _ => EntryKind.Present,
    };
}
