using Chamada.Core.Archive.Indexing;

namespace Chamada.Core.Archive.Terms;

/// <summary>
/// The corrections beside the saved lists. A correction is added to what is on disk at that moment, so two programs that correct one list
/// lose nothing.
/// </summary>
/// <param name="folder">The folder of the saved lists.</param>
/// <param name="clock">The time of a correction, and how long another program may take.</param>
/// <param name="account">Whose corrections they are.</param>
/// <param name="newSalt">Makes 16 random bytes; the system's unless told otherwise.</param>
public sealed class CorrectionFolder(string folder, TimeProvider clock, string account, Func<byte[]>? newSalt = null)
{
    /// <summary>How long another program may take for its change.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The corrections of a saved list; an empty record where there are none.</summary>
    public static FolderResult<CorrectionRecord> Read(SavedListFile file, ListSummary list)
    {
        ArgumentNullException.ThrowIfNull(file);
        return FolderResult.Catch(file.CorrectionsFile, () => ReadFile(file, list));
    }

    /// <summary>Adds a correction.</summary>
    /// <param name="file">The saved list.</param>
    /// <param name="list">What is in it.</param>
    /// <param name="change">What is changed.</param>
    /// <param name="reason">Why.</param>
    /// <returns>The record that is on disk now.</returns>
    public FolderResult<CorrectionRecord> Add(SavedListFile file, ListSummary list, CorrectionChange change, string reason) =>
        Change(file, list, record => record.With(
            After(record), account, change, SealedReason.Of(reason, (newSalt ?? Correction.NewSalt)())));

    /// <summary>Takes the last correction that holds back.</summary>
    /// <param name="file">The saved list.</param>
    /// <param name="list">What is in it.</param>
    /// <param name="reason">Why.</param>
    /// <returns>The record that is on disk now; the same as before where nothing holds.</returns>
    public FolderResult<CorrectionRecord> Undo(SavedListFile file, ListSummary list, string reason) =>
        Change(file, list, record => Correction.InForce(record.Entries) is [.., var last]
            ? record.With(
                After(record), account, new CorrectionChange.Undone(last.Number),
                SealedReason.Of(reason, (newSalt ?? Correction.NewSalt)()))
            : record);

    /// <summary>Changes the corrections of a saved list as they are on disk.</summary>
    public FolderResult<CorrectionRecord> Change(SavedListFile file, ListSummary list, Func<CorrectionRecord, CorrectionRecord> edit)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(edit);
        return FolderResult.Catch(file.CorrectionsFile, () =>
        {
            TeacherFolderFiles.CreateFolder(folder);
            using FileStream alone = TeacherFolderFiles.OpenAlone(Path.Combine(folder, ".lock"), Patience, clock);
            CorrectionRecord kept = ReadFile(file, list), changed = edit(kept);
            if (!ReferenceEquals(kept, changed))
            {
                TeacherFolderFiles.Replace(file.CorrectionsFile, changed.ToJson());
            }

            return changed;
        });
    }

    /// <summary>Now, and never before a correction that is there: a clock that was set back, or is behind another machine's, must not put
    /// what is said last before what was said earlier.</summary>
    private DateTimeOffset After(CorrectionRecord record)
    {
        DateTimeOffset now = clock.GetLocalNow(), last = record.Entries.Select(static one => one.At).DefaultIfEmpty(now).Max();
        return now > last ? now : last;
    }

    private static CorrectionRecord ReadFile(SavedListFile file, ListSummary list) =>
        TeacherFolderFiles.TryRead(file.CorrectionsFile) is { } content ? CorrectionRecord.Parse(content) : CorrectionRecord.Of(file, list);
}
