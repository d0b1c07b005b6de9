using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.Students;

namespace Chamada.Tui.Screens.Door;

/// <summary>
/// A shared machine at the door of a class: students type their numbers one after the other, nothing is remembered, and only who
/// knows the code leaves. While the server is away numbers are kept on disk, and sent when it is back.
/// </summary>
internal sealed class DoorModel
{
    /// <summary>How long an answer stays.</summary>
    public static readonly TimeSpan AnswerStays = TimeSpan.FromSeconds(3);

    /// <summary>
    /// What was typed longer ago, and is not known to have been typed for the roll call that is open, is sent only when the teacher says
    /// so.
    /// </summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    /// <summary>The fewest characters of the code that opens the way out.</summary>
    public const int ShortestCode = 4;

    private readonly DoorLog _queue;
    private readonly ModelThread _thread;
    private readonly TimeProvider _clock;
    private readonly Func<string?> _token;
    private readonly List<KeptStudent> _waiting = [];
    private readonly HashSet<KeptStudent> _wanted = [];
    private readonly Queue<KeptStudent> _typed = new();
    private string? _code;
    private bool _sendingKept;
    private long _turn;
    private StudentId? _looksAgain;
    private IReadOnlyList<RollsLine>? _rollsOfBefore;

    /// <summary>Makes a door, and takes up what an earlier one kept.</summary>
    /// <param name="number">The class.</param>
    /// <param name="link">The connection.</param>
    /// <param name="queue">Where numbers are kept while the server is away.</param>
    /// <param name="thread">The thread of the models.</param>
    /// <param name="clock">Measures how long an answer stays.</param>
    /// <param name="token">
    /// Looks up the roll call's own token, with which nobody at the door is asked for a code; null where this account has none. May take
    /// its time.
    /// </param>
    public DoorModel(
        ClassNumber number, ServerLink link, DoorLog queue, ModelThread thread, TimeProvider clock, Func<string?>? token = null)
    {
        _token = token ?? (static () => null);
        Class = number;
        Link = link;
        _queue = queue;
        _thread = thread;
        _clock = clock;
        link.Connected += _ =>
        {
            _rollsOfBefore = link.OpenRolls;
            SendKept();
        };
        link.Changed += SendKept;
        thread.Run(async () =>
        {
            FolderResult<IReadOnlyList<KeptStudent>> reading = await Task.Run(queue.Waiting);
            if (reading.Try(out IReadOnlyList<KeptStudent>? waiting, out FolderError? error))
            {
                _waiting.InsertRange(0, waiting);
                SendKept();
            }

            FolderError = error;
        });
    }

    /// <summary>
    /// Reads the class's list that this account keeps: a number that is not on it is to be looked at again. Empty where there is none; may
    /// take its time.
    /// </summary>
    public Func<Roster> ReadRoster { get; init; } = static () => Roster.Empty;

    /// <summary>Measures how long an answer stays.</summary>
    public TimeProvider Clock => _clock;

    /// <summary>The class.</summary>
    public ClassNumber Class { get; }

    /// <summary>The connection.</summary>
    public ServerLink Link { get; }

    /// <summary>Whether the code is set: from then on the door stands.</summary>
    public bool IsLocked => _code is not null;

    /// <summary>The answer that is shown; null when there is none.</summary>
    public StudentAnswer? Answer { get; private set; }

    /// <summary>Whether a request waits for its answer.</summary>
    public bool IsSending => _typed.Count > 0;

    /// <summary>Whether what was typed is no student number.</summary>
    public bool IsBadStudent { get; private set; }

    /// <summary>How many numbers wait for the server.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Those of them that may belong to an earlier roll call: they are sent only when the teacher says so.</summary>
    public IReadOnlyList<KeptStudent> Older =>
        [.. _waiting.Where(kept => !_wanted.Contains(kept) && !BelongsToNow(kept) && (kept.OpenedAt is null || KnowsRolls))];

    /// <summary>What came of the last numbers; it goes away with the answer.</summary>
    public AnswerLog Log { get; } = new();

    /// <summary>How many numbers that were kept the server has registered since, and how many it refused.</summary>
    public (int Registered, int Refused) Delivered { get; private set; }

    /// <summary>Why the file could not be read or written; null when it could.</summary>
    public FolderError? FolderError { get; private set; }

    /// <summary>Sets the code. False when it is too short.</summary>
    public bool Lock(string code)
    {
        if (code.Length < ShortestCode || IsLocked)
        {
            return false;
        }

        _code = code;
        return true;
    }

    /// <summary>Whether this is the code.</summary>
    public bool Opens(string code) => _code == code;

    /// <summary>Registers who typed a number.</summary>
    /// <returns>False when it is none.</returns>
    public bool Submit(string text)
    {
        Answer = null;
        IsBadStudent = !StudentId.TryParse(text.Trim(), out StudentId student);
        if (IsBadStudent)
        {
            Log.Add(text.Trim(), answer: null);
            ForgetLater();
        }
        else
        {
            // Who types while the answer to the one before is on its way comes next.
            _typed.Enqueue(new KeptStudent(student, _clock.GetLocalNow(), OpenedAt));
            if (_typed.Count == 1)
            {
                _thread.Run(RegisterTypedAsync);
            }
        }

        return !IsBadStudent;
    }

    /// <summary>Somebody types: the answer to the one before is out of the way.</summary>
    public void BeginTyping()
    {
        Answer = null;
        IsBadStudent = false;
    }

    /// <summary>What is typed can be no student number.</summary>
    public void RefuseTyped()
    {
        Answer = null;
        IsBadStudent = true;
    }

    /// <summary>The teacher wants <see cref="Older"/> sent into the roll call of now, or not sent at all.</summary>
    public void Decide(bool send)
    {
        IReadOnlyList<KeptStudent> older = Older;
        if (send)
        {
            _wanted.UnionWith(older);
            SendKept();
            return;
        }

        _waiting.RemoveAll(older.Contains);
        _thread.Run(async () => FolderError = await Task.Run(() => older.Select(kept => _queue.LeftOut(kept,
            _clock.GetLocalNow())).FirstOrDefault(static error => error is not null)));
    }

    /// <summary>When the class's roll call was opened that the server told of last.</summary>
    private DateTimeOffset? OpenedAt => Link.OpenRolls?.FirstOrDefault(roll => roll.Class == Class)?.OpenedAt;

    /// <summary>Whether this connection has told what is open; what an earlier one told may be over.</summary>
    private bool KnowsRolls => Link.OpenRolls is { } rolls && !ReferenceEquals(rolls, _rollsOfBefore);

    private bool BelongsToNow(KeptStudent kept) =>
        (kept.OpenedAt is { } then && then == OpenedAt) || (kept.OpenedAt is null && _clock.GetUtcNow() - kept.TypedAt <= KeptFor);

    private async Task RegisterTypedAsync()
    {
        while (_typed.TryPeek(out KeptStudent? typed))
        {
            try
            {
                await RegisterAsync(typed);
            }
            finally
            {
                _typed.Dequeue();
            }
        }
    }

    private async Task RegisterAsync(KeptStudent typed)
    {
        // Who types a number once more that is not on the list stands by it.
        bool stands = _looksAgain == typed.Student;
        _looksAgain = null;
        (string? token, Roster roster) = await Task.Run(() => (_token(), ReadRoster()));
        if (!stands && roster.Count > 0 && !roster.Contains(typed.Student))
        {
            _looksAgain = typed.Student;
            Show(new StudentAnswer(StudentOutcome.Refused, Class, typed.Student, At: null, "UNLISTED"));
            return;
        }

        if (Link.Connection is { } connection)
        {
            ClientResult<PresenceReply> result = await AskAsync(connection, typed.Student, token, stands);
            if (result.Try(out PresenceReply? reply, out ClientError? error))
            {
                _looksAgain = reply.Word == "UNLISTED" && !stands ? typed.Student : null;
                Show(StudentAnswer.Of(reply, Class, typed.Student) with { WasConfirmed = stands, HeardAt = _clock.GetTimestamp() });
                return;
            }

            if (error.Fault == ClientFault.Refused)
            {
                Show(StudentAnswer.Of(error, Class, typed.Student, Link.Server));
                return;
            }

            Link.Drop(connection, error);
        }

        await KeepAsync(typed);
    }

    /// <summary>
    /// Registers a student with the roll call's own token, if there is one. Where the server does not know it, because another roll call is
    /// open or because it is of the first edition, a student at the door is one like any other.
    /// </summary>
    private async Task<ClientResult<PresenceReply>> AskAsync(
        IRollClient connection, StudentId student, string? token, bool isConfirmed)
    {
        if (token is not null)
        {
            ClientResult<PresenceReply> answer = await connection.PresentAsync(Class, student, new PresentOptions { Token = token });
            if (answer.Error is not { Fault: ClientFault.Refused, Code: "DENIED" or "ERR" })
            {
                return answer;
            }
        }

        return await connection.PresentAsync(Class, student, new PresentOptions { IsConfirmed = isConfirmed });
    }

    private async Task KeepAsync(KeptStudent typed)
    {
        if (!_waiting.Exists(kept => kept.Student == typed.Student))
        {
            FolderError = await Task.Run(() => _queue.Keep(typed));
            if (FolderError is not null)
            {
                Show(new StudentAnswer(StudentOutcome.Refused, Class, typed.Student, At: null));
                return;
            }

            _waiting.Add(typed);
        }

        Show(new StudentAnswer(StudentOutcome.Kept, Class, typed.Student, typed.TypedAt));
        SendKept();
    }

    private void Show(StudentAnswer answer)
    {
        Answer = answer;
        Log.Add(answer.Student.ToString(), answer);
        ForgetLater();
    }

    /// <summary>Who comes next is not to read who was there before.</summary>
    private void ForgetLater() => _thread.Run(async () =>
    {
        long turn = ++_turn;
        await Task.Delay(AnswerStays, _clock);
        if (turn == _turn)
        {
            Answer = null;
            Log.Clear();
        }
    });

    private void SendKept()
    {
        if (!_sendingKept && _waiting.Count > 0)
        {
            _thread.Run(SendKeptAsync);
        }
    }

    private async Task SendKeptAsync()
    {
        _sendingKept = true;
        try
        {
            // Not before the server has told what is open: only then is known what belongs to it.
            while (Link.Connection is { } connection && KnowsRolls
                && _waiting.Find(kept => _wanted.Contains(kept) || BelongsToNow(kept)) is { } kept)
            {
                // Nobody is there to look again, and a student who was here is not to be lost: the teacher sees it.
                ClientResult<PresenceReply> result = await AskAsync(
                    connection, kept.Student, await Task.Run(_token), isConfirmed: true);
                if (!result.Try(out PresenceReply? reply, out ClientError? error))
                {
                    if (error.Fault != ClientFault.Refused)
                    {
                        Link.Drop(connection, error);
                        if (Link.Connection != connection)
                        {
                            continue; // A new one stands already, and its coming went by unheard.
                        }
                    }

                    return; // It stays on disk; the next connection or the next news of it tries again.
                }

                FolderError = await Task.Run(() => _queue.Answered(kept, reply));
                if (FolderError is not null)
                {
                    return;
                }

                _waiting.Remove(kept);
                Delivered = reply.IsPresent ? (Delivered.Registered + 1, Delivered.Refused) : (Delivered.Registered, Delivered.Refused + 1);
            }
        }
        finally
        {
            _sendingKept = false;
        }
    }
}
