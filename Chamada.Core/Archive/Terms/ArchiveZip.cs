using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Terms;

/// <summary>What was taken out of a file, or put into one.</summary>
/// <param name="Lists">Saved lists; when importing, those that were not here.</param>
/// <param name="Corrections">Files of corrections; when importing, corrections that were not here.</param>
/// <param name="Classes">Class lists and settings.</param>
/// <param name="Known">When importing, saved lists that were here already.</param>
public sealed record ArchiveCount(int Lists, int Corrections, int Classes, int Known = 0)
{
    /// <summary>Files in it that are left out, and why: they cannot be read, or do not fit.</summary>
    public IReadOnlyList<FolderError> LeftOut { get; init; } = [];

    /// <summary>Classes of which both have settings that differ; those that were here stay.</summary>
    public IReadOnlyList<ClassNumber> OtherSettings { get; init; } = [];
}

/// <summary>
/// The teacher's lists, corrections, class lists and settings as one file, for a new machine or a colleague who takes over a class. The
/// rights to close roll calls that are open are not in it.
/// </summary>
/// <param name="folder">The teacher's folder.</param>
/// <param name="corrections">The corrections in it.</param>
/// <param name="mostInAll">How many bytes all files of an archive may have that is imported; seven times what five years of a teacher come
/// to, unless told otherwise.</param>
public sealed class ArchiveZip(TeacherFolder folder, CorrectionFolder corrections, long mostInAll = 2L * 1024 * 1024 * 1024)
{
    private const string Rolls = "rolls/", Rosters = "rosters/";

    /// <summary>The largest file that is taken from an archive, in bytes: more than any roll call has.</summary>
    private const long MostBytes = 64 * 1024 * 1024;

    /// <summary>Writes everything into a new file; one that is there is never overwritten.</summary>
    /// <returns>What is in it, or why it could not be written.</returns>
    public FolderResult<ArchiveCount> Export(string file)
    {
        string full = Path.GetFullPath(file), temporary = $"{full}.{Path.GetRandomFileName()}.tmp";
        return FolderResult.Catch(full, () =>
        {
            if (Path.Exists(full))
            {
                throw new NameTakenException();
            }

            try
            {
                ArchiveCount count = Write(temporary);
                FileNames.MoveToFree(temporary, full);
                return count;
            }
            finally
            {
                File.Delete(temporary);
            }
        });
    }

    /// <summary>
    /// Takes up what is in a file and not here: roll calls, corrections, students of class lists, settings. Nothing that is here is lost,
    /// and what was taken up before is not taken up again. A file that is no archive, holds nothing that is known, or is larger than any
    /// folder of a teacher's, is an error, and then nothing is taken up.
    /// </summary>
    public FolderResult<ArchiveCount> Import(string file) => FolderResult.Catch(file, () =>
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        using ZipArchive zip = new(stream, ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8);
        ZipArchiveEntry[] known = [.. zip.Entries.Where(static entry =>
            entry.FullName.StartsWith(Rolls, StringComparison.Ordinal) || entry.FullName.StartsWith(Rosters, StringComparison.Ordinal))];
        if (known.Length == 0)
        {
            throw new InvalidDataException("neither roll calls nor class lists are in it");
        }

        // No more is read of a file than it says to have, so what they say bounds how long this takes.
        if (known.Sum(static entry => Math.Min(entry.Length, MostBytes)) > mostInAll)
        {
            throw new InvalidDataException("it is larger than any teacher's folder");
        }

        ArchiveCount count = new(0, 0, 0);
        List<FolderError> leftOut = [];
        List<ClassNumber> otherSettings = [];
        foreach (ZipArchiveEntry entry in known.Where(static entry => entry.FullName.EndsWith(".json", StringComparison.Ordinal)))
        {
            // Only the name's last part is looked at, and made anew here: an archive cannot put anything anywhere else.
            string name = Path.GetFileName(entry.FullName);
            FolderError? error = FolderError.Catch(entry.FullName, () => count = entry.FullName.StartsWith(Rolls, StringComparison.Ordinal)
                ? TakeList(count, zip, entry, name)
                : TakeSettings(count, entry, name, otherSettings));
            if (error is not null)
            {
                leftOut.Add(error);
            }
        }

        foreach (ZipArchiveEntry entry in known.Where(static entry =>
            entry.FullName.StartsWith(Rosters, StringComparison.Ordinal) && entry.FullName.EndsWith(".csv", StringComparison.Ordinal)))
        {
            if (FolderError.Catch(entry.FullName, () => count = TakeRoster(count, entry)) is { } error)
            {
                leftOut.Add(error);
            }
        }

        return count with { LeftOut = leftOut, OtherSettings = otherSettings };
    });

    private ArchiveCount Write(string file)
    {
        int lists = 0, corrected = 0, classes = 0;
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // It holds names.
        }

        using FileStream stream = new(file, options);
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach (SavedListFile saved in Known(folder.SavedLists.Files()))
            {
                lists += Add(zip, Rolls, saved.File) ? 1 : 0;
                corrected += Add(zip, Rolls, saved.CorrectionsFile) ? 1 : 0;
                Add(zip, Rolls, saved.CsvFile);
            }

            foreach (ClassNumber number in Known(folder.Rosters.Classes()).Union(Known(folder.Settings.Classes())))
            {
                bool hasList = Add(zip, Rosters, folder.Rosters.FileOf(number));
                classes += Add(zip, Rosters, folder.Settings.FileOf(number)) || hasList ? 1 : 0;
            }
        }

        stream.Flush(flushToDisk: true);
        return new ArchiveCount(lists, corrected, classes);

        static IReadOnlyList<T> Known<T>(FolderResult<IReadOnlyList<T>> result) =>
            result.Try(out IReadOnlyList<T>? known, out FolderError? error)
            ? known
            : throw new IOException($"{error.Path}: {error.Cause}");
    }

    private static bool Add(ZipArchive zip, string place, string file)
    {
        if (TeacherFolderFiles.TryRead(file) is not { } content)
        {
            return false;
        }

        using Stream entry = zip.CreateEntry(place + Path.GetFileName(file), CompressionLevel.Optimal).Open();
        entry.Write(content);
        return true;
    }

    private ArchiveCount TakeList(ArchiveCount count, ZipArchive zip, ZipArchiveEntry entry, string name)
    {
        if (SavedListFolder.Parse(name) is null)
        {
            return count; // Corrections, which come with their list, and whatever else there may be.
        }

        byte[] content = Read(entry);
        SavedList list = SavedList.Parse(content);
        string[] before = [.. (folder.SavedLists.Files(list.Class).Value ?? []).Select(static saved => saved.File)];
        SavedListFile saved = Need(folder.SavedLists.Save(list, content));
        bool isKnown = before.Contains(saved.File);
        count = isKnown ? count with { Known = count.Known + 1 } : count with { Lists = count.Lists + 1 };
        if (zip.GetEntry(Rolls + Path.ChangeExtension(name, ".corrections.json")) is not { } correcting)
        {
            return count;
        }

        byte[] corrected = Read(correcting);
        if (CorrectionCheck.Of(corrected, content) is not { Fault: CorrectionFault.None })
        {
            // Joined to others their chain would be made anew, and nobody could see any more that it did not fit.
            throw new InvalidDataException($"{correcting.FullName}: the chain does not fit");
        }

        int kept = Need(CorrectionFolder.Read(saved, list)).Entries.Count;
        CorrectionRecord merged = Need(corrections.Change(saved, list, record => record.Merge(CorrectionRecord.Parse(corrected))));
        return count with { Corrections = count.Corrections + merged.Entries.Count - kept };
    }

    private ArchiveCount TakeRoster(ArchiveCount count, ZipArchiveEntry entry)
    {
        if (!ClassNumber.TryParse(Path.GetFileNameWithoutExtension(entry.Name), out ClassNumber number))
        {
            return count;
        }

        Roster theirs = RosterCsv.Read(Read(entry)).Roster;
        Need(folder.Rosters.Change(number, ours => ours.Join(new Roster(
            theirs.Entries.Where(student => !ours.Contains(student.Student) || ours.NameOf(student.Student).Length == 0), theirs.Others))));
        return count with { Classes = count.Classes + 1 };
    }

    private ArchiveCount TakeSettings(ArchiveCount count, ZipArchiveEntry entry, string name, List<ClassNumber> others)
    {
        if (!entry.FullName.StartsWith(Rosters, StringComparison.Ordinal)
            || !ClassNumber.TryParse(Path.GetFileNameWithoutExtension(name), out ClassNumber number))
        {
            return count;
        }

        ClassSettings theirs = ClassSettings.Parse(Read(entry));
        bool isNew = !File.Exists(folder.Settings.FileOf(number));
        Need(folder.Settings.Change(number, ours =>
        {
            if (!isNew && (ours.Lessons, ours.Minimum, ours.Base) != (theirs.Lessons, theirs.Minimum, theirs.Base))
            {
                others.Add(number);
            }

            return isNew ? theirs : ours with
            {
                Name = ours.Name.Length == 0 ? theirs.Name : ours.Name,
                PlannedLessons = ours.PlannedLessons ?? theirs.PlannedLessons,
                LateAfter = ours.LateAfter ?? theirs.LateAfter,
                Grounds = [.. ours.Grounds.Union(theirs.Grounds)],
                PlannedAbsences = [.. ours.PlannedAbsences.Union(theirs.PlannedAbsences)],
            };
        }));
        return count;
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        if (entry.Length > MostBytes)
        {
            throw new InvalidDataException($"{entry.FullName}: too large");
        }

        using Stream stream = entry.Open();
        byte[] content = new byte[entry.Length];
        stream.ReadExactly(content);

        // Reading itself asks for no checksum; a name with one other letter would be taken up for good.
        return Crc32.HashToUInt32(content) == entry.Crc32
            ? content
            : throw new InvalidDataException($"{entry.FullName}: the checksum differs");
    }

    private static T Need<T>(FolderResult<T> result)
        where T : class => result.Try(out T? value, out FolderError? error) ? value : throw new IOException($"{error.Path}: {error.Cause}");
}
