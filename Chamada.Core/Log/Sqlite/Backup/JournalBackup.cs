using System.Diagnostics.CodeAnalysis;
using Chamada.Core.Log.Sqlite.Native;

namespace Chamada.Core.Log.Sqlite.Backup;

/// <summary>What a backup holds.</summary>
/// <param name="LastEvent">The number of its last event; 0 for none.</param>
/// <param name="OpenRollCalls">How many roll calls are open in it.</param>
public sealed record BackupContent(long LastEvent, int OpenRollCalls);

/// <summary>What a backup holds that was made or restored, or why it was not.</summary>
public readonly record struct BackupResult
{
    private BackupContent? Content { get; init; }

    private JournalFault? Fault { get; init; }

    /// <summary>Whether it was done, and what it holds, or why not.</summary>
    public bool Try([NotNullWhen(true)] out BackupContent? content, [NotNullWhen(false)] out JournalFault? fault)
    {
        content = Content;
        fault = Fault;
        return content is not null;
    }

    /// <summary>Wraps what a backup holds.</summary>
    public static implicit operator BackupResult(BackupContent content) => new() { Content = content };

    /// <summary>Wraps a fault.</summary>
    public static implicit operator BackupResult(JournalFault fault) => new() { Fault = fault };
}

/// <summary>
/// Copies a journal into one file while a server uses it, and puts such a file into a data folder that has none. A copy is read like a
/// journal before it counts, every event with its checksum; so what is called a backup is one.
/// </summary>
public static class JournalBackup
{
    private const string Suffix = ".partial";

    /// <summary>Copies the journal of a data folder as it is at one moment, with all that was acknowledged before.</summary>
    /// <param name="directory">The data folder, whether a server uses it or not.</param>
    /// <param name="file">Where the copy is to be; nothing may be there.</param>
    /// <returns>What it holds; or the fault, and then nothing is left of the attempt.</returns>
    public static Task<BackupResult> WriteAsync(string directory, string file)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentException.ThrowIfNullOrEmpty(file);
        string source = Path.Combine(Path.GetFullPath(directory), JournalFile.FileName);
        return BesideAsync(file, copy =>
        {
            if (!File.Exists(source))
            {
                throw new JournalFaultException(JournalFaultKind.NotAJournal, source, "there is no journal");
            }

            long mark = DurableMark.Read(directory); // Before the copy: what was acknowledged until now has to be in it.
            using (SqliteDatabase from = SqliteDatabase.Open(source, null))
            using (SqliteDatabase to = SqliteDatabase.Open(copy, null))
            {
                from.CheckpointOnClose(false); // The files are the server's.
                from.WaitForLocks(TimeSpan.FromSeconds(5));
                to.CopyFrom(from);
            }

            return mark;
        });
    }

    /// <summary>Puts a backup into a data folder, which is made when it is missing.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="directory">The data folder; no journal may be in it, and no server use it.</param>
    /// <returns>What it holds; or the fault, and then the folder has no journal, as before.</returns>
    public static async Task<BackupResult> RestoreAsync(string file, string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        ArgumentException.ThrowIfNullOrEmpty(directory);
        string target = Path.Combine(Path.GetFullPath(directory), JournalFile.FileName);
        FolderLock? folder = null;
        try
        {
            DataFolder.Make(Path.GetFullPath(directory));
            folder = FolderLock.TryTake(directory, out FolderHolder holder);
            if (folder is null)
            {
                return new JournalFault(JournalFaultKind.InUse, directory, "a server uses the folder", holder);
            }

            if (DurableMark.Read(directory) > 0)
            {
                return new JournalFault(JournalFaultKind.AlreadyThere, directory, "there is a journal already");
            }

            return await BesideAsync(target, copy =>
            {
                using FileStream from = File.OpenRead(file);
                if (from.Length == 0)
                {
                    // To SQLite a database in which nothing is yet; but no backup is ever that.
                    throw new JournalFaultException(JournalFaultKind.NotAJournal, file, "the file is empty");
                }

                using FileStream to = OwnFile.Open(copy, FileMode.Create, FileShare.None);
                from.CopyTo(to);
                return 0;
            }).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is, it is the answer.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return JournalFaultException.Of(error, directory);
        }
        finally
        {
            folder?.Dispose();
        }
    }

    /// <summary>Makes a copy in a folder beside the place where it is to be, reads it there, and only then moves it.</summary>
    /// <param name="place">Where the copy is to be.</param>
    /// <param name="copy">Makes the copy, and tells which event it has to hold at least.</param>
    private static async Task<BackupResult> BesideAsync(string place, Func<string, long> copy)
    {
        place = Path.GetFullPath(place);
        string beside = place + Suffix;
        bool isMine = false;
        try
        {
            if (Path.Exists(place) || Path.Exists(beside))
            {
                return new JournalFault(
                    JournalFaultKind.AlreadyThere, Path.Exists(place) ? place : beside, "it is there already");
            }

            DataFolder.Make(beside);
            isMine = true;
            string file = Path.Combine(beside, JournalFile.FileName);
            DataFolder.MakeFile(file); // For this account's eyes only, which SQLite would not care for.
            long least = copy(file);
            BackupResult read = await ReadAsync(beside, file, least).ConfigureAwait(false);
            if (read.Try(out _, out _))
            {
                File.Move(file, place);
            }

            return read;
        }
#pragma warning disable CA1031 // Whatever it is, it is the answer.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return JournalFaultException.Of(error, place);
        }
        finally
        {
            if (isMine)
            {
                Directory.Delete(beside, recursive: true);
            }
        }
    }

    /// <summary>Reads a copy as a server would. Afterwards it is one file, and on disk.</summary>
    private static async Task<BackupResult> ReadAsync(string folder, string file, long least)
    {
        BackupChecks.Check(file); // Before it is opened, which takes an older version through the steps to this one.
        if (!SqliteJournal.Open(folder).Try(out SqliteJournal? journal, out JournalFault? fault))
        {
            return fault;
        }

        await using (journal)
        {
            RollBook book = new(journal);
            return journal.Replay(book) is { } damage ? damage
                : journal.DurableSequence < least
                    ? new JournalFault(JournalFaultKind.Damaged, file,
                        $"it ends with event {journal.DurableSequence}, and events up to {least} were acknowledged")
                : new BackupContent(journal.DurableSequence, book.Figures.Open);
        }
    }
}
