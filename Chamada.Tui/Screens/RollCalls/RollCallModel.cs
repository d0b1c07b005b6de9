using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Boards;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>
/// One roll call, from opening to the saved list. It says what it wants of the server whenever there is a connection, and takes up
/// where it stood after one was lost: every request of its way can be repeated without harm.
/// </summary>
internal sealed partial class RollCallModel : ShownRollCall, IBoardSubject, IDisposable
{
    private readonly ServerLink _link;
    private readonly TeacherFolder _folder;
    private readonly ModelThread _thread;
    private readonly TimeSpan? _limit;
    private readonly EarlierRound? _earlier;
    private readonly TimeSpan? _codePeriod;
    private readonly Queue<HandMark> _marks = new();
    private readonly List<HandMark> _undoable = [];
    private readonly HashSet<HandMark> _ineffective = new(ReferenceEqualityComparer.Instance);
    private IRollClient? _watchedOn;
    private StoredToken? _token;
    private bool _isRecordWhole;
    private IReadOnlyList<RefusedLine>? _refused;
    private bool _running;
    private bool _again;
    private bool _closeWanted;
    private bool _isLimitPassedOver;
    private bool _isOverThere;
    private bool _extendWanted;
    private TimeSpan? _codeWanted;
    private int _codesHeard;
    private bool _discardWanted;
    private bool _notesRead;
    private bool _notesChanged;
    private bool _writingNotes;

    /// <summary>Begins to open a roll call, or to take up one that this account opened before.</summary>
    /// <param name="number">The class.</param>
    /// <param name="roster">Who is expected.</param>
    /// <param name="link">The connection.</param>
    /// <param name="folder">Where tokens and lists are kept.</param>
    /// <param name="thread">The models' thread.</param>
    /// <param name="limit">After how long it closes by itself, 1 s to a day; null for never. One that is open already keeps its
    /// own.</param>
    /// <param name="earlier">The round before, of which this is the second; null for a roll call by itself.</param>
    /// <param name="codePeriod">How long each code of a second round stands.</param>
    public RollCallModel(ClassNumber number, Roster roster, ServerLink link, TeacherFolder folder, ModelThread thread,
        TimeSpan? limit = null, EarlierRound? earlier = null, TimeSpan? codePeriod = null)
        : base(number)
    {
        _limit = limit;
        _earlier = earlier;
        _codePeriod = codePeriod;
        _link = link;
        _folder = folder;
        _thread = thread;
        Sheet.Roster = roster;
        link.Connected += OnConnected;
        link.Changed += OnLinkChanged;
        Advance();
    }

    /// <summary>What one key adds to the time limit.</summary>
    public static readonly TimeSpan Extension = TimeSpan.FromMinutes(5);

    /// <summary>Something that is shown has changed.</summary>
    public event Action? Changed;

    /// <summary>With <see cref="RollCallPhase.Refused"/>: why. Otherwise the last refusal of the server that is not explained by the
    /// phase.</summary>
    public ClientError? Refusal { get; private set; }

    /// <summary>Why the teacher's folder could not be read or written; null when it could.</summary>
    public FolderError? FolderError { get; private set; }

    /// <summary>The list's file in the teacher's folder; null until it is there.</summary>
    public string? SavedFile { get; private set; }

    /// <summary>Whether the server knows that the list is saved, and has erased its copy.</summary>
    public bool Received { get; private set; }

    /// <summary>Whether closing was asked for and waits for the server.</summary>
    public bool CloseIsWaiting => _closeWanted && Phase is RollCallPhase.Open or RollCallPhase.Closing;

    /// <summary>Whether the server closed it because its time was over.</summary>
    public bool IsTimeUp { get; private set; }

    /// <summary>What became of the last thing that the teacher did; null before the first answer, and while one is awaited.</summary>
    public TeacherAnswer? LastAnswer { get; private set; }

    /// <summary>How many marks by hand, and notes of what was seen in the room, wait for the server.</summary>
    public int MarksWaiting => _marks.Count + _checks.Count;

    /// <summary>Whether who is present is known: the server has told it at least once.</summary>
    public bool HasList { get; private set; }

    /// <summary>The code that students type; null when the class has none.</summary>
    public ClassCode? Code { get; private set; }

    /// <summary>Earlier lists of this class that had been closed but never fetched; they are saved now.</summary>
    public IReadOnlyList<string> RecoveredFiles { get; private set; } = [];

    /// <summary>How many earlier lists of this class never arrived here, while the server has nothing of them any more.</summary>
    public int LostLists { get; private set; }

    /// <summary>Marks by hand that had waited for the server, and came when the roll call was over: they changed nothing.</summary>
    public IReadOnlyList<LateMark> LateMarks { get; private set; } = [];

    /// <summary>Whether the saved list tells of <see cref="LateMarks"/>: not one that another program of the account has saved.</summary>
    public bool IsLateSaved { get; private set; }

    /// <summary>Whether it was thrown away: its list is not kept, and with <see cref="Received"/> the server has erased it, too.</summary>
    public bool IsDiscarded { get; private set; }

    /// <summary>Whether it is to be thrown away, as soon as the server can be reached.</summary>
    public bool IsDiscarding => _discardWanted && !Received;

    /// <summary>Whether a list is here that the teacher's folder does not hold yet.</summary>
    public bool IsUnsaved => SavedFile is null && !IsDiscarded
        && (Phase == RollCallPhase.Closed || (Phase == RollCallPhase.Gone && Sheet.Present > 0));

    /// <summary>Whether the roll call is over for this screen: leaving it loses nothing.</summary>
    public bool IsOver => Phase is RollCallPhase.Refused or RollCallPhase.Closed or RollCallPhase.Gone && !IsUnsaved;

    /// <summary>Closes the roll call, as soon as the server can be reached.</summary>
    public void Close()
    {
        if (Phase == RollCallPhase.Open)
        {
            Ask();
            _closeWanted = true;
            Advance();
        }
    }

    /// <summary>
    /// Throws the roll call away: an open one is closed, as soon as the server can be reached, and its list is not kept; of one that is
    /// over the saved list is erased.
    /// </summary>
    public void Discard()
    {
        if (Phase == RollCallPhase.Open)
        {
            _discardWanted = true;
            Close();
        }
        else if (Phase == RollCallPhase.Closed && Received && SavedFile is { } file)
        {
            _discardWanted = true;
            _thread.Run(async () =>
            {
                FolderError = await Task.Run(() => SavedListFolder.Erase(new SavedListFile(file, Class, default)));
                _discardWanted = false;
                IsDiscarded = FolderError is null;
                Changed?.Invoke();
            });
        }
    }

    /// <summary>Marks a student present, or takes one off the list, as soon as the server can be reached.</summary>
    /// <param name="mark">Who, and why.</param>
    public void Mark(HandMark mark)
    {
        if (Phase == RollCallPhase.Open && !_closeWanted)
        {
            Ask();
            HandMark wanted = mark with { WantedAt = _link.Clock.GetLocalNow() };
            _marks.Enqueue(wanted);
            if (wanted.Undoes is null)
            {
                _undoable.Add(wanted);
            }

            Advance();
            Changed?.Invoke();
        }
    }

    /// <summary>Whether there is a mark by hand that can be taken back.</summary>
    public bool CanUndo => Phase == RollCallPhase.Open && !_closeWanted && _undoable.Count > 0;

    /// <summary>Takes the last mark by hand back, with a mark of its own in the record. One that changed nothing is left alone.</summary>
    /// <param name="reason">What the record says about it.</param>
    /// <returns>The mark that is taken back; null when there is none.</returns>
    public HandMark? Undo(string reason)
    {
        if (!CanUndo)
        {
            return null;
        }

        HandMark last = _undoable[^1];
        _undoable.RemoveAt(_undoable.Count - 1);
        Mark(last.Undo(reason));
        return last;
    }

    /// <summary>Whether more time can be asked for now: not without a connection, because asking twice would add twice.</summary>
    public bool CanExtend =>
        Phase == RollCallPhase.Open && ClosesAt is not null && !_extendWanted && !_closeWanted && _watchedOn is not null
            && _watchedOn == _link.Connection;

    /// <summary>Asks the server for <see cref="Extension"/> more time.</summary>
    public void Extend()
    {
        if (CanExtend)
        {
            Ask();
            _extendWanted = true;
            Advance();
        }
    }

    /// <summary>Whether the code can be begun, changed or ended now: not without a connection, because nobody would see the code.</summary>
    public bool CanChangeCode =>
        Phase == RollCallPhase.Open && !_closeWanted && _codeWanted is null && _watchedOn is not null && _watchedOn == _link.Connection;

    /// <summary>Begins or changes the code, so that another one stands at once, or ends it.</summary>
    /// <param name="period">How long each stands, 5 to 60 whole seconds; zero for no code.</param>
    public void ChangeCode(TimeSpan period)
    {
        if (CanChangeCode)
        {
            Ask();
            _codeWanted = period;
            Advance();
        }
    }

    /// <summary>A time limit was asked for, but the roll call was open already and keeps its own.</summary>
    public void PassOverLimit()
    {
        Answered(new MinutesAnswer());
        Changed?.Invoke();
    }

    /// <summary>Tries again what failed on this machine: reading tokens, or saving the list.</summary>
    public void Retry()
    {
        FolderError = null;
        Advance();
    }

    /// <summary>Measures the roll call against another class list.</summary>
    public void Use(Roster roster)
    {
        Sheet.Roster = roster;
        if (IsRosterDue)
        {
            Advance();
        }

        Changed?.Invoke();
    }

    /// <summary>The roll call as it is saved and exported.</summary>
    public SavedList ToSavedList() =>
        SavedList.From(
            Sheet, Class, OpenedAt, ClosedAt ?? OpenedAt ?? default, _link.Server,
            _token is { } token && _isRecordWhole ? RecordSalt.Of(token.Token) : null,
            _refused)
        with
        {
            Late = LateMarks,
            Notes = Notes,
        };

    /// <summary>Lets go of the connection. The roll call goes on at the server.</summary>
    public void Dispose()
    {
        _link.Connected -= OnConnected;
        _link.Changed -= OnLinkChanged;
    }

    /// <summary>Whether the server still keeps a list that is not needed there any more.</summary>
    private bool IsReceiptDue => (SavedFile is not null || IsDiscarded) && !Received;

    /// <summary>Something else is asked for: what was answered before is said no more.</summary>
    private void Ask()
    {
        Refusal = null;
        LastAnswer = null;
    }

    private void Answered(TeacherAnswer answer) => LastAnswer = answer with { Since = _link.Clock.GetTimestamp() };

    private void RefusedBy(ClientError error)
    {
        Refusal = error;
        Answered(new RefusedAnswer(error));
    }

    private void OnConnected(IRollClient connection) => Advance();

    /// <summary>
    /// The server has answered something else. If it could not give the list of a roll call that is over, or record its receipt, it is
    /// asked again now.
    /// </summary>
    private void OnLinkChanged()
    {
        if (_link.Phase == LinkPhase.Connected && !_running
            && (Phase == RollCallPhase.Closing || (Phase == RollCallPhase.Closed && IsReceiptDue)))
        {
            Advance();
        }
    }

    private void Advance()
    {
        if (_running)
        {
            _again = true;
            return;
        }

        _running = true;
        _thread.Run(AdvanceAsync);
    }

    private async Task AdvanceAsync()
    {
        try
        {
            do
            {
                _again = false;
                await StepAsync();
                Changed?.Invoke();
            }
            while (_again);
        }
        finally
        {
            _running = false;
        }
    }
}
