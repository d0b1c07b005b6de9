using System.Text;
using Chamada.Core.Log;
using Chamada.Core.Log.Memory;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Rolls;

namespace Chamada.Tests.Log;

/// <summary>A roll book on a journal in a folder, asked one request at a time.</summary>
internal sealed class JournaledBook : IAsyncDisposable
{
    public static readonly TimeSpan Patience = ChamadaProcess.Limit;

    private readonly SqliteJournal? _journal;

    private readonly HandClock _clock;

    private JournaledBook(SqliteJournal? journal, RollBook book, HandClock clock)
    {
        _journal = journal;
        Book = book;
        _clock = clock;
    }

    public SqliteJournal Journal => _journal ?? throw new InvalidOperationException("This book has no journal.");

    public RollBook Book { get; }

    /// <summary>The server's clock; every request moves it by a millisecond.</summary>
    public Stamp Now
    {
        get => _clock.Shown;
        set => _clock.Shown = value;
    }

    /// <summary>A book that remembers nothing, to compare with.</summary>
    public static JournaledBook InMemory()
    {
        HandClock clock = new();
        return new JournaledBook(null, new RollBook(new MemoryLog(), clock), clock);
    }

    public static JournaledBook Open(string directory, JournalOptions? options = null)
    {
        (JournaledBook? book, JournalFault? fault) = TryOpen(directory, options);
        return book ?? throw new InvalidOperationException($"the journal cannot be opened: {fault}");
    }

    public static (JournaledBook? Book, JournalFault? Fault) TryOpen(string directory, JournalOptions? options = null)
    {
        if (!SqliteJournal.Open(directory, options).Try(out SqliteJournal? journal, out JournalFault? fault))
        {
            return (null, fault);
        }

        HandClock clock = new();
        RollBook book = new(journal, clock);
        fault = journal.Replay(book);
        if (fault is null)
        {
            return (new JournaledBook(journal, book, clock), null);
        }

        journal.DisposeAsync().AsTask().Wait(Patience);
        return (null, fault);
    }

    public static TokenHash Token(string token) => TokenHash.Of(Encoding.ASCII.GetBytes(token));

    public static StudentId Student(string student) =>
        StudentId.TryParse(student, out StudentId id) ? id : throw new ArgumentException("no student", nameof(student));

    public async Task<RollOutcome> Ask(RollVerb verb, long number, string student = "", string token = "")
    {
        Answer answer = Begin(verb, number, student, token);
        await answer.Told.WaitAsync(Patience);
        return answer.Batch.Outcomes[0];
    }

    /// <summary>Asks without waiting for the answer.</summary>
    public Answer Begin(RollVerb verb, long number, string student = "", string token = "") =>
        Begin([Request(verb, number, student, token)]);

    /// <summary>Asks for everything that one receive may hold, without waiting for the answers.</summary>
    /// <param name="requests">What is asked.</param>
    /// <param name="told">Called at the very moment when the answers may be told.</param>
    public Answer Begin(IEnumerable<RollRequest> requests, Action? told = null)
    {
        Answer answer = new(told) { Batch = { Caller = RollAsk.Here } };
        _clock.Pass(TimeSpan.FromMilliseconds(1));
        foreach (RollRequest request in requests)
        {
            answer.Batch.Add(in request);
        }

        if (Book.Submit(answer.Batch))
        {
            answer.BatchDecided();
        }

        return answer;
    }

    public static RollRequest Request(RollVerb verb, long number, string student = "", string token = "") => RollAsk.For(
        verb, ClassNumber.From(number), student.Length == 0 ? default : Student(student), token.Length == 0 ? null : Token(token));

    /// <summary>Erases the only list that is closed and that nobody has received.</summary>
    public async Task<RollOutcome> DiscardUnreceivedAsync()
    {
        RollOutcome unreceived = await Book.AskAsync(new RollRequest(ClassNumber.Refused, UnreceivedCommand.Instance)).WaitAsync(Patience);
        IRollRecord roll = Assert.Single(Assert.IsType<UnreceivedLists>(unreceived.Detail)).Record;
        return await Book.AskAsync(new RollRequest(roll.Class, new DiscardCommand(roll.Id))).WaitAsync(Patience);
    }

    /// <summary>Everything that can be asked about a roll call, as one text.</summary>
    public async Task<string> Describe(RollVerb verb, long number, string token)
    {
        RollOutcome outcome = await Ask(verb, number, token: token);
        StringBuilder text = new();
        text.Append($"{outcome.Word} {outcome.Class} {outcome.At}");
        if (outcome.List is { } list)
        {
            text.Append($" {list.Record.OpenedAt}");
            foreach (Attendance attendance in list.Attendances)
            {
                text.Append($" {attendance.Student}@{attendance.At}");
            }
        }

        return text.ToString();
    }

    /// <summary>The state of the roll call of a token, open or closed, as text; changes nothing.</summary>
    public async Task<string> DescribeRoll(long number, string token)
    {
        string open = await Describe(RollVerb.List, number, token);
        if (open.StartsWith("Listed", StringComparison.Ordinal))
        {
            return open;
        }

        // To close is only to read when the token's roll call is not open.
        string closed = await Describe(RollVerb.Close, number, token);
        return closed.StartsWith("Closed", StringComparison.Ordinal) ? closed : closed.Split(' ')[0];
    }

    public ValueTask DisposeAsync() => _journal?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal sealed class Answer : IRollBatchOwner
    {
        private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private readonly Action? _atOnce;

        public Answer(Action? told = null)
        {
            _atOnce = told;
            Batch = new RollBatch(this);
        }

        public RollBatch Batch { get; }

        public Task Told => _told.Task;

        public void BatchDecided()
        {
            _atOnce?.Invoke();
            _told.SetResult();
        }
    }
}
