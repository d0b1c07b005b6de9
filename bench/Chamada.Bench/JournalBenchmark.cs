using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Chamada.Core.Log;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;

namespace Chamada.Bench;

/// <summary>Measures the SQLite journal without a server around it.</summary>
internal static class JournalBenchmark
{
    private static readonly ClassNumber Class = ClassNumber.From(3030);

    public static async Task<int> RunAsync(string[] args)
    {
        string parent = Option(args, "--dir") ?? Path.GetTempPath();
        double seconds = double.Parse(Option(args, "--seconds") ?? "2", CultureInfo.InvariantCulture);
        int restart = int.Parse(Option(args, "--restart") ?? "1000000", CultureInfo.InvariantCulture);
        string directory = Path.Combine(parent, $"chamada-bench-{Environment.ProcessId}");
        Directory.CreateDirectory(directory);
        try
        {
            if (Option(args, "--loop") is { } only)
            {
                Console.WriteLine(await ClosedLoopAsync(directory, int.Parse(only, CultureInfo.InvariantCulture), seconds));
                return 0;
            }

            Console.WriteLine("One waiter: append a group, wait until it is durable, again.");
            Console.WriteLine($"{"group",6} {"events/s",12} {"us/commit",10} {"CPU ns/event",13} {"fsync floor us",15}");
            foreach (int group in (int[])[1, 16, 50, 256, 4096])
            {
                Console.WriteLine(await GroupsAsync(directory, group, seconds));
            }

            Console.WriteLine();
            Console.WriteLine("50 waiters, each asks the roll book for P registrations, waits, asks again.");
            Console.WriteLine($"{"P",6} {"requests/s",12} {"",10} {"CPU ns/req",13} {"fsync floor us",15}");
            foreach (int pipeline in (int[])[1, 16, 64])
            {
                Console.WriteLine(await ClosedLoopAsync(directory, pipeline, seconds));
            }

            Console.WriteLine();
            await RestartAsync(directory, restart);
            return 0;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<string> GroupsAsync(string directory, int size, double seconds)
    {
        double floor = FsyncFloor(directory);
        await using Fixture fixture = new(directory);
        StudentId[] students = [.. Enumerable.Range(0, Math.Max(size, 4096)).Select(Student)];
        RollEvent[] group = new RollEvent[size];
        using SemaphoreWaiter waiter = new();
        long sequence = 1;
        Run(200 / size);
        long first = sequence;
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began).TotalSeconds < seconds)
        {
            Run(1);
        }

        double elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        long events = sequence - first;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{size,6} {events / elapsed,12:N0} {elapsed * 1e6 * size / events,10:N0} {cpu.TotalNanoseconds / events,13:N0} {floor,15:N0}");

        void Run(int times)
        {
            for (int t = 0; t < times; t++)
            {
                Stamp now = new(1_790_000_000_000 + (sequence / 100), -180);
                for (int i = 0; i < size; i++)
                {
                    group[i] = new RollEvent
                    {
                        Sequence = ++sequence,
                        Kind = RollEventKind.Present,
                        RollId = 1,
                        Class = Class,
                        At = now,
                        Student = students[i],
                    };
                }

                waiter.Wait(fixture.Journal, group);
            }
        }
    }

    private static async Task<string> ClosedLoopAsync(string directory, int pipeline, double seconds)
    {
        double floor = FsyncFloor(directory);
        await using Fixture fixture = new(directory);
        Loop[] loops = [.. Enumerable.Range(0, 50).Select(i => new Loop(fixture.Book, pipeline, i))];
        foreach (Loop loop in loops)
        {
            loop.Begin();
        }

        await Task.Delay(TimeSpan.FromSeconds(0.3));
        long before = loops.Sum(static loop => loop.Done);
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long began = Stopwatch.GetTimestamp();
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        long done = loops.Sum(static loop => loop.Done) - before;
        double elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        await Task.WhenAll(loops.Select(static loop => loop.StopAsync()));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{pipeline,6} {done / elapsed,12:N0} {"",10} {cpu.TotalNanoseconds / done,13:N0} {floor,15:N0}");
    }

    private static async Task RestartAsync(string directory, int rows)
    {
        string path;
        await using (Fixture fixture = new(directory))
        {
            path = fixture.Directory;
            RollBatch batch = new(new Nobody());
            for (int i = 0; i < rows; i++)
            {
                batch.Add(new RollRequest(Class, Student(i)));
                if (batch.Count == 4096 || i == rows - 1)
                {
                    fixture.Book.Submit(batch);
                    batch.Clear();
                }
            }

            fixture.Keep = true;
        }

        long bytes = new FileInfo(Path.Combine(path, "chamada.db")).Length;
        long began = Stopwatch.GetTimestamp();
        await using (Fixture again = new(path, fresh: false))
        {
            double elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Restart with {rows:N0} attendances: {elapsed:N2} s. On disk: {bytes / 1e6:N1} MB, {(double)bytes / rows:N1} bytes for "
                    + $"each."));
        }
    }

    private static StudentId Student(int number)
    {
        Span<byte> text = stackalloc byte[12];
        number.TryFormat(text, out _, "D12", CultureInfo.InvariantCulture);
        return StudentId.TryParse(text, out StudentId student) ? student : throw new InvalidOperationException();
    }

    /// <summary>The median time to overwrite 4 KiB and have it on disk, in microseconds: no commit can be faster.</summary>
    private static double FsyncFloor(string directory)
    {
        string path = Path.Combine(directory, "floor");
        byte[] page = new byte[4096];
        double[] times = new double[300];
        using (FileStream file = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0))
        {
            for (int i = 0; i < times.Length * 2; i++)
            {
                long began = Stopwatch.GetTimestamp();
                file.Position = i % times.Length * page.Length;
                file.Write(page);
                file.Flush(flushToDisk: true);
                times[i % times.Length] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
            }
        }

        File.Delete(path);
        Array.Sort(times);
        return times[times.Length / 2];
    }

    private static string? Option(string[] args, string name)
    {
        int at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    /// <summary>A journal in a folder of its own, with one open roll call.</summary>
    private sealed class Fixture : IAsyncDisposable
    {
        public Fixture(string directory, bool fresh = true)
        {
            Directory = fresh ? System.IO.Directory.CreateDirectory(Path.Combine(directory, Path.GetRandomFileName())).FullName : directory;
            if (!SqliteJournal.Open(Directory).Try(out SqliteJournal? journal, out JournalFault? fault))
            {
                throw new InvalidOperationException(fault.ToString());
            }

            Journal = journal;
            Book = new RollBook(journal);
            if (journal.Replay(Book) is { } damage)
            {
                throw new InvalidOperationException(damage.ToString());
            }

            if (fresh)
            {
                RollBatch batch = new(new Nobody()) { Caller = new Caller(IPAddress.Loopback, MayOpen: true) };
                batch.Add(new RollRequest(Class, new OpenCommand(TokenHash.Of(Encoding.ASCII.GetBytes("t")), RollRules.None)));
                Book.Submit(batch);
            }
        }

        public string Directory { get; }

        public SqliteJournal Journal { get; }

        public RollBook Book { get; }

        public bool Keep { get; set; }

        public async ValueTask DisposeAsync()
        {
            await Journal.DisposeAsync();
            if (!Keep)
            {
                System.IO.Directory.Delete(Directory, recursive: true);
            }
        }
    }

    private sealed class Nobody : IRollBatchOwner
    {
        public void BatchDecided()
        {
        }
    }

    private sealed class SemaphoreWaiter : IDurabilityWaiter, IDisposable
    {
        private readonly SemaphoreSlim _settled = new(0);

        public void Wait(SqliteJournal journal, RollEvent[] events)
        {
            if (!journal.Append(events, this))
            {
                _settled.Wait();
            }
        }

        public void Settled(Durability outcome) => _settled.Release();

        public void Dispose() => _settled.Dispose();
    }

    /// <summary>One client: its next requests go out when the answers to the last are there.</summary>
    private sealed class Loop : IRollBatchOwner
    {
        private readonly RollBook _book;
        private readonly RollBatch _batch;
        private readonly int _pipeline;
        private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _next;
        private long _done;
        private volatile bool _stopping;

        public Loop(RollBook book, int pipeline, int number)
        {
            _book = book;
            _pipeline = pipeline;
            _batch = new RollBatch(this);
            _next = number * 20_000_000;
        }

        public long Done => Volatile.Read(ref _done);

        public void Begin()
        {
            _batch.Clear();
            for (int i = 0; i < _pipeline; i++)
            {
                _batch.Add(new RollRequest(Class, Student(_next++)));
            }

            if (_book.Submit(_batch))
            {
                throw new InvalidOperationException("A new registration was durable at once.");
            }
        }

        public void BatchDecided()
        {
            Volatile.Write(ref _done, _done + _pipeline);
            if (_stopping)
            {
                _stopped.TrySetResult();
            }
            else
            {
                Begin();
            }
        }

        public Task StopAsync()
        {
            _stopping = true;
            return _stopped.Task;
        }
    }
}
