using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// A log in an SQLite file in a folder of its own. Open it, make a roll book of it, <see cref="Replay"/> what it
/// holds; then the book may be used. Many events become durable with one commit (see <see cref="GroupCommit"/>).
/// </summary>
public sealed class SqliteJournal : IRollLog, IAsyncDisposable
{
    private readonly JournalFile _file;
    private readonly JournalOptions _options;
    private readonly TaskCompletionSource<JournalFault> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GroupCommit? _commits;
    private bool _disposed;

    private SqliteJournal(string directory, JournalFile file, JournalOptions options)
    {
        Directory = directory;
        _file = file;
        _options = options;
        Feed = new RollFeed(options.Log);
    }

    /// <summary>The data folder.</summary>
    public string Directory { get; }

    /// <summary>The database's file, <c>chamada.db</c> in the data folder.</summary>
    public string FilePath => _file.Path;

    /// <summary>Completes, with the reason, when a write has failed: nothing more is recorded from then on. It never faults.</summary>
    public Task<JournalFault> Failed => _failed.Task;

    /// <summary>
    /// Whether what was erased may still have traces in the files: until nobody waits for the journal for a moment, and while another
    /// program uses the database. The journal goes on trying.
    /// </summary>
    public bool IsEraseDelayed => _file.HasTraces;

    /// <inheritdoc/>
    public long DurableSequence => _commits?.DurableSequence ?? 0;

    /// <inheritdoc/>
    public bool HasFailed => _commits?.IsRefusing ?? false;

    /// <inheritdoc/>
    public bool HasNews => _commits is null;

    /// <inheritdoc/>
    public RollFeed Feed { get; }

    /// <summary>
    /// Opens the journal of a data folder, and makes both when they are missing. The folder belongs to this journal until it is
    /// disposed of or its process ends. On any fault the file is left as it was.
    /// </summary>
    public static JournalOpening Open(string directory, JournalOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        options ??= new JournalOptions();
        FolderLock? folder = null;
        string path = directory;
        try
        {
            directory = Path.GetFullPath(directory);
            path = directory;
            DataFolder.Make(directory);
            DataFolder.Tighten(directory, options.Log);
            folder = FolderLock.TryTake(directory, out FolderHolder holder);
            if (folder is null)
            {
                return new JournalFault(JournalFaultKind.InUse, directory, "another server uses the folder", holder);
            }

            path = Path.Combine(directory, JournalFile.FileName);
            if (!File.Exists(path) && DurableMark.Read(directory) is > 0 and long mark)
            {
                return new JournalFault(JournalFaultKind.Damaged, path, $"the file is missing, and events up to {mark} were acknowledged");
            }

            DataFolder.MakeFile(path);
            SqliteJournal journal = new(directory, JournalFile.Open(path, folder, options), options);
            folder = null;
            return journal;
        }
#pragma warning disable CA1031 // Whatever keeps the journal from opening is an answer.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return JournalFaultException.Of(error, path);
        }
        finally
        {
            folder?.Dispose();
        }
    }

    /// <summary>
    /// Feeds everything that the journal holds to a fresh roll book that writes to this journal, and begins to take what the
    /// book decides. To be called once, before the book's first request.
    /// </summary>
    /// <returns>Null, or the fault: then the file is left as it was, and the journal can only be disposed of.</returns>
    public JournalFault? Replay(RollBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_commits is not null)
        {
            throw new InvalidOperationException("The journal has been replayed already.");
        }

        try
        {
            book.CatchUp();
            return null;
        }
#pragma warning disable CA1031 // Whatever keeps the journal from being read is an answer.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return JournalFaultException.Of(error, FilePath);
        }
    }

    /// <summary>Tells whoever tries to use the same folder where the server that has it can be reached.</summary>
    public void Announce(string address) => _file.Announce(address);

    /// <inheritdoc/>
    void IRollLog.Read(IRollReader reader)
    {
        if (_commits is not null)
        {
            return; // Nobody else appends.
        }

        long last = _file.Start(reader);
        GroupCommit commits = new(
            _file, new Settlements(_options.Log), Feed, last, _options.Clock, _options.Committed, _options.Turns, _options.Pace);
        commits.Failed.ContinueWith(
            failure => Report(failure.Result), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _commits = commits;
    }

    /// <inheritdoc/>
    public bool Append(ReadOnlySpan<RollEvent> events, IDurabilityWaiter waiter) => Commits.Append(events, waiter);

    /// <summary>Writes what was appended, tells everyone who waits, and closes the file: it then holds everything by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_commits is null)
        {
            _file.Dispose();
        }
        else
        {
            await _commits.StopAsync().ConfigureAwait(false);
        }
    }

    private GroupCommit Commits => _commits ?? throw new InvalidOperationException("The journal has not been replayed.");

    private void Report(Exception error)
    {
        JournalFault fault = JournalFaultException.Of(error, FilePath);
        JournalLog.Failed(_options.Log, fault.Path, fault.Kind, fault.Cause);
        _failed.TrySetResult(fault);
    }
}
