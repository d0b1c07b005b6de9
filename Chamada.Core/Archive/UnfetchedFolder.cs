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
/// <param name="toSpreadsheet">Makes the file for spreadsheets beside each; null for none.</param>
public sealed class UnfetchedFolder(string folder, Func<ServerAddress> server, Action<FolderError> failed, Func<SavedList,
    byte[]>? toSpreadsheet = null)
    : IUnfetchedLists
{
    /// <summary>Its name in a data folder.</summary>
    public const string Name = "unfetched";

    /// <inheritdoc/>
    public bool Keep(RollList list)
    {
        SavedList finished = FinishedOf(list);
        SavedListFolder rolls = new(folder, toSpreadsheet);
        FolderResult<SavedListFile> kept = rolls.Save(finished);
        if (kept.Try(out _, out FolderError? error))
        {
            return true;
        }

        failed(error);
        return false;
    }

    private SavedList FinishedOf(RollList list)
    {
        IRollRecord roll = list.Record;
        RollClosing closing = roll.Closing ?? throw new ArgumentException("The roll call is open.", nameof(list));
        List<SavedAttendance> students = [];
        List<RecordEntry> record = [];
        for (int i = 0; i < list.Length; i++)
        {
            Attendance entry = list.EntryAt(i);
            string reason = list.ReasonAt(i);
            DateTimeOffset at = entry.At.ToDateTimeOffset();
            record.Add(new RecordEntry(entry.Student, at, entry.Mark, reason));
            if (list.IsPresent(i))
            {
                students.Add(new SavedAttendance(
                    entry.Student, at, entry.Mark, reason));
            }
        }

        DateTimeOffset openedAt = roll.OpenedAt.ToDateTimeOffset(), closedAt = closing.At.ToDateTimeOffset();
        RefusedLine[] refused =
            [.. roll.Refusals.Select(static count => new RefusedLine(count.Word, count.Count, count.Last.ToDateTimeOffset()))];
        return new SavedList(roll.Class, openedAt, closedAt, server(), students)
        {
            Record = record,
            Refused = refused,
            Chain = SavedChain.Of(roll.Salt, roll.Class, openedAt, closedAt, record, refused),
        };
    }
}
