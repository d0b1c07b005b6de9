using System.Text;
using Chamada.Core.Journal;
using Chamada.Core.Rolls;

namespace Chamada.Tests.Journal;

/// <summary>A roll book on a journal in a folder, asked one request at a time.</summary>
internal sealed class JournaledBook : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private JournaledBook(SqliteJournal journal, RollBook book)
    {
        Journal = journal;
        Book = book;
    }

    public SqliteJournal Journal { get; }

    public RollBook Book { get; }

    /// <summary>The server's clock; every request moves it by a millisecond.</summary>
    public Stamp Now { get; set; } = new(1_790_000_000_000, -180);

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

        RollBook book = new(journal);
        fault = journal.Replay(book);
        if (fault is null)
        {
            return (new JournaledBook(journal, book), null);
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
    public Answer Begin(RollVerb verb, long number, string student = "", string token = "")
    {
        Answer answer = new();
        Now = Now with { UnixMilliseconds = Now.UnixMilliseconds + 1 };
        answer.Batch.Now = Now;
        answer.Batch.Add(new RollRequest(
            verb, ClassNumber.From(number), student.Length == 0 ? default : Student(student), token.Length == 0 ? null : Token(token)));
        if (Book.Submit(answer.Batch))
        {
            answer.BatchDecided();
        }

        return answer;
    }

    /// <summary>Everything that can be asked about a roll call, as one text.</summary>
    public async Task<string> Describe(RollVerb verb, long number, string token)
    {
        RollOutcome outcome = await Ask(verb, number, token: token);
        StringBuilder text = new();
        text.Append($"{outcome.Word} {outcome.Class} {outcome.At}");
        if (outcome.List is { } list)
        {
            text.Append($" {list.Roll.OpenedAt}");
            foreach (Attendance attendance in list.Attendances)
            {
                text.Append($" {attendance.Student}@{attendance.At}");
            }
        }

        return text.ToString();
    }

    public ValueTask DisposeAsync() => Journal.DisposeAsync();

    internal sealed class Answer : IRollBatchOwner
    {
        private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Answer() => Batch = new RollBatch(this);

        public RollBatch Batch { get; }

        public Task Told => _told.Task;

        public void BatchDecided() => _told.SetResult();
    }
}
