using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>How it stands with a class.</summary>
internal enum ClassSituation
{
    /// <summary>No roll call is open.</summary>
    Idle,

    /// <summary>One is open, and this account can close it.</summary>
    OpenHere,

    /// <summary>Another teacher has one open.</summary>
    OpenElsewhere,
}

/// <summary>A line of the start screen.</summary>
/// <param name="Class">The class.</param>
/// <param name="Situation">How it stands.</param>
/// <param name="OpenedAt">When its open roll call was opened; null when there is none.</param>
/// <param name="Present">How many are present in it; where the class list is known, of those on it.</param>
/// <param name="OffRoster">How many are present besides without being on the class list, as far as that is known.</param>
/// <param name="RosterCount">How many its class list has; 0 without one.</param>
/// <param name="LastUsed">When a roll call was last opened or closed from this account; null when never.</param>
internal sealed record ClassLine(
    ClassNumber Class, ClassSituation Situation, DateTimeOffset? OpenedAt, int Present, int OffRoster, int RosterCount,
    DateTime? LastUsed)
{
    /// <summary>The class's name; empty where it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its last meeting; null where there was none.</summary>
    public LastMeeting? Last { get; init; }

    /// <summary>When it usually begins on this day of the week; null where it does not usually meet on this day.</summary>
    public TimeOnly? UsualTime { get; init; }

    /// <summary>Whether it met today.</summary>
    public bool IsHeldToday { get; init; }
}

/// <summary>The teacher's program: the classes, and the roll calls that are on screen.</summary>
internal sealed class TeacherModel
{
    private readonly ModelThread _thread;
    private readonly List<RollCallModel> _rolls = [];
    private readonly Dictionary<ClassNumber, KeptRoster> _rosters = [];
    private IReadOnlyList<UsedClass> _used = [];
    private HashSet<ClassNumber> _own = [];
    private IReadOnlyDictionary<ClassNumber, ClassOutline> _outlines = new Dictionary<ClassNumber, ClassOutline>();
    private Dictionary<ClassNumber, string> _names = [];
    private DateTime _today;
    private readonly UnshownCounts _unshown;
    private bool _reading;
    private bool _readAgain;
    private FolderError? _unrecovered;

    /// <summary>Makes the model; <see cref="Start"/> begins.</summary>
    public TeacherModel(ServerLink link, TeacherFolder folder, ModelThread thread)
    {
        Link = link;
        Folder = folder;
        _thread = thread;
        _unshown = new UnshownCounts(link, folder, thread);
        _unshown.Changed += OnCounted;
        link.Changed += OnLinkChanged;
        link.Connected += connection => thread.Run(() => RecoverAsync(connection));
    }

    /// <summary>Something that is shown has changed.</summary>
    public event Action? Changed;

    /// <summary>The connection.</summary>
    public ServerLink Link { get; }

    /// <summary>The teacher's folder.</summary>
    public TeacherFolder Folder { get; }

    /// <summary>
    /// The lines of the start screen: open roll calls first, then the classes that usually meet today by their time, those that met today,
    /// and the others, the last used first; what others have open comes last.
    /// </summary>
    public IReadOnlyList<ClassLine> Classes { get; private set; } = [];

    /// <summary>The roll calls on screen, in the order in which they came.</summary>
    public IReadOnlyList<RollCallModel> Rolls => _rolls;

    /// <summary>The one that is shown; null on the start screen.</summary>
    public RollCallModel? Current { get; private set; }

    /// <summary>Why the teacher's folder could not be read, or why lists that wait at the server could not be saved there; null when all
    /// could.</summary>
    public FolderError? FolderError { get; private set; }

    /// <summary>Lists that had been closed earlier but never fetched; they are saved now, in these files.</summary>
    public IReadOnlyList<string> RecoveredFiles { get; private set; } = [];

    /// <summary>
    /// The classes of roll calls that are over, and of which the server has nothing any more, while their lists never arrived here.
    /// </summary>
    public IReadOnlyList<ClassNumber> Lost { get; private set; } = [];

    /// <summary>The class of a roll call that has just been thrown away; null when none has, or something else was done since.</summary>
    public ClassNumber? Discarded { get; private set; }

    /// <summary>Whether this account has used a class before, in whichever way.</summary>
    public bool Knows(ClassNumber number) =>
        _used.Any(used => used.Class == number) || _rosters.ContainsKey(number) || _names.ContainsKey(number) || _own.Contains(number)
        || _rolls.Any(roll => roll.Class == number);

    /// <summary>The classes that this account has used, the last one first.</summary>
    public IReadOnlyList<ClassNumber> Known =>
        [.. _used.Select(static used => used.Class).Concat(_rosters.Keys).Concat(_names.Keys).Distinct()];

    /// <summary>Whether opening a class only shows again what this account has open.</summary>
    public bool HasOpen(ClassNumber number) => _own.Contains(number) || _rolls.Any(roll => roll.Class == number && !roll.IsOver);

    /// <summary>Begins: reads the folder. The link is started by the caller.</summary>
    public void Start() => ReadFolder();

    /// <summary>Reads the folder again: something there was changed from another screen.</summary>
    public void ReadAgain() => ReadFolder();

    /// <summary>Tries at once what failed: to connect, to read the folder, to save lists that wait at the server.</summary>
    public void TryAgain()
    {
        Link.Wake();
        ReadFolder();
        if (_unrecovered is not null && Link.Connection is { } connection)
        {
            _thread.Run(() => RecoverAsync(connection));
        }
    }

    /// <summary>Opens a roll call, or shows the one of that class that is on screen already.</summary>
    /// <param name="number">The class.</param>
    /// <param name="limit">After how long it closes by itself; null for never. One that is open already keeps its own.</param>
    public void Open(ClassNumber number, TimeSpan? limit = null)
    {
        Discarded = null;
        RollCallModel? roll = _rolls.Find(candidate => candidate.Class == number);
        if (roll is { IsOver: true })
        {
            Remove(roll);
            roll = null;
        }

        if (roll is null)
        {
            roll = new RollCallModel(number, RosterOf(number), Link, Folder, _thread, limit);
            RollCallModel opened = roll;
            roll.Changed += () => OnRollChanged(opened);
            _rolls.Add(roll);
        }
        else if (limit is not null)
        {
            roll.PassOverLimit();
        }

        Show(roll);
    }

    /// <summary>
    /// Asks the class again: closes a roll call, and when its list is saved and the server has the receipt, opens another one of the same
    /// class with a code, which knows who had answered in the first.
    /// </summary>
    public void AskAgain(RollCallModel roll)
    {
        if (roll.AskAgain())
        {
            Changed?.Invoke();
        }
    }

    /// <summary>Shows a roll call, or with null the start screen.</summary>
    public void Show(RollCallModel? roll)
    {
        Current = roll;
        Link.PollInterval = TimeSpan.FromSeconds(roll is null ? 2 : 10);
        if (roll is null)
        {
            ReadFolder();
        }

        Changed?.Invoke();
    }

    /// <summary>Shows the next roll call on screen, or the one before.</summary>
    public void ShowNext(int step)
    {
        if (_rolls.Count > 0)
        {
            int at = Current is null ? (step > 0 ? -1 : 0) : _rolls.IndexOf(Current);
            Show(_rolls[(at + step + _rolls.Count) % _rolls.Count]);
        }
    }

    /// <summary>Leaves a roll call: one that is over goes from the screen, an open one goes on.</summary>
    public void Leave(RollCallModel roll)
    {
        if (roll.IsOver)
        {
            Remove(roll);
        }

        Show(null);
    }

    /// <summary>The class list that is in use.</summary>
    public Roster RosterOf(ClassNumber number) => KeptRosterOf(number).Roster;

    /// <summary>The class list that is in use, and the lines of its file that cannot be read.</summary>
    public KeptRoster KeptRosterOf(ClassNumber number) => _rosters.GetValueOrDefault(number, KeptRoster.None);

    /// <summary>
    /// Changes a class list: at once on the screens, then on disk, where another program may have changed it too, and with what is
    /// there now on the screens again. Answers why it could not be kept; it is in use all the same.
    /// </summary>
    public async Task<FolderError?> ChangeAsync(ClassNumber number, Func<Roster, Roster> edit)
    {
        Use(number, KeptRosterOf(number) with { Roster = edit(RosterOf(number)) });
        if ((await Task.Run(() => Folder.Rosters.Change(number, edit))).Try(out KeptRoster? kept, out FolderError? error))
        {
            Use(number, kept);
        }

        return error;
    }

    /// <summary>Lets a number that registered mean a student of the class list, now and in all later roll calls.</summary>
    public void Join(RollCallModel roll, LikelyPair pair) => _thread.Run(async () =>
    {
        FolderError? error = await ChangeAsync(roll.Class, list => list.With(new OtherNumber(pair.Typed, pair.Listed.Student)));
        if (error is not null)
        {
            FolderError = error;
        }

        Changed?.Invoke();
    });

    /// <summary>Reads a class list again: another program may have changed it. Answers why it could not be read.</summary>
    public async Task<FolderError?> RefreshAsync(ClassNumber number)
    {
        if ((await Task.Run(() => Folder.Rosters.Read(number))).Try(out KeptRoster? kept, out FolderError? error))
        {
            Use(number, kept);
        }

        return error;
    }

    private void Use(ClassNumber number, KeptRoster kept)
    {
        _rosters[number] = kept;
        Roster roster = kept.Roster;
        _rolls.Find(roll => roll.Class == number && roll.Phase is not (RollCallPhase.Closed or RollCallPhase.Gone))?.Use(roster);
        UpdateClasses();
    }

    private void OnRollChanged(RollCallModel roll)
    {
        if (roll.IsReadyToAskAgain)
        {
            _thread.Post(() => OpenSecondRound(roll));
        }

        if (roll is { IsDiscarded: true, Received: true })
        {
            _thread.Post(() => LeaveDiscarded(roll));
        }

        Changed?.Invoke();
    }

    private void OpenSecondRound(RollCallModel first)
    {
        if (!_rolls.Contains(first))
        {
            return; // It came twice.
        }

        bool isShown = Current == first;
        int place = _rolls.IndexOf(first);
        RollCallModel second = first.SecondRound(RosterOf(first.Class));
        second.Changed += () => OnRollChanged(second);
        Remove(first);
        _rolls.Insert(place, second);
        if (isShown)
        {
            Show(second);
        }

        Changed?.Invoke();
    }

    private void LeaveDiscarded(RollCallModel roll)
    {
        if (_rolls.Contains(roll))
        {
            Discarded = roll.Class;
            Leave(roll);
        }
    }

    private void Remove(RollCallModel roll)
    {
        _rolls.Remove(roll);
        roll.Dispose();
    }

    private void OnCounted()
    {
        UpdateClasses();
        Changed?.Invoke();
    }

    private void OnLinkChanged()
    {
        _unshown.Look([.. (Link.OpenRolls ?? []).Where(line => IsUnshown(line.Class))]);
        UpdateClasses();
        Changed?.Invoke();
    }

    private void ReadFolder()
    {
        if (_reading)
        {
            _readAgain = true;
            return;
        }

        _reading = true;
        _thread.Run(async () =>
        {
            do
            {
                _readAgain = false;
                await ReadFolderAsync();
            }
            while (_readAgain);
            _reading = false;
        });
    }

    private async Task ReadFolderAsync()
    {
        FolderReading read = await Task.Run(ReadAll);
        FolderError = read.Error ?? _unrecovered;
        _used = read.Used;
        _own = read.Own;
        (_outlines, _names, _today) = (read.Outlines, read.Names, read.Today);
        foreach ((ClassNumber number, KeptRoster kept) in read.Rosters)
        {
            _rosters[number] = kept;
            foreach (RollCallModel roll in _rolls.Where(roll => roll.Class == number && !roll.IsOver && roll.Sheet.Roster.Count == 0))
            {
                roll.Use(kept.Roster);
            }
        }

        UpdateClasses();
        Changed?.Invoke();
    }

    private sealed record FolderReading(
        FolderError? Error, IReadOnlyList<UsedClass> Used, HashSet<ClassNumber> Own, Dictionary<ClassNumber, KeptRoster> Rosters,
        IReadOnlyDictionary<ClassNumber, ClassOutline> Outlines, Dictionary<ClassNumber, string> Names, DateTime Today);

    private FolderReading ReadAll()
    {
        FolderError? error = null;
        IReadOnlyList<UsedClass> used = Or(Folder.Classes(), []);
        FolderListing<StoredToken> tokens = Or(Folder.Tokens.All(), new FolderListing<StoredToken>([], []));
        error ??= tokens.Unreadable.Count > 0 ? tokens.Unreadable[0] : null;
        HashSet<ClassNumber> own =
        [
            .. tokens.Where(token => token.State == TokenState.Opened && token.IsFor(Link.Servers))
                .Select(static token => token.Class),
        ];
        Dictionary<ClassNumber, KeptRoster> rosters = [];
        foreach (ClassNumber number in Or(Folder.Rosters.Classes(), []))
        {
            rosters.Add(number, Or(Folder.Rosters.Read(number), KeptRoster.None));
        }

        Dictionary<ClassNumber, string> names = [];
        foreach (ClassNumber number in Or(Folder.Settings.Classes(), []))
        {
            names.Add(number, Or(Folder.Settings.Read(number), ClassSettings.Default).Name);
        }

        DateTime today = Folder.Clock.GetLocalNow().Date;
        IReadOnlyDictionary<ClassNumber, ClassOutline> outlines = Or(
            ClassOutline.Read(
                Folder, number => rosters.GetValueOrDefault(number, KeptRoster.None).Roster, DateOnly.FromDateTime(today)),
            new Dictionary<ClassNumber, ClassOutline>());
        return new FolderReading(error, used, own, rosters, outlines, names, today);

        T Or<T>(FolderResult<T> result, T instead)
            where T : class
        {
            error ??= result.Error;
            return result.Value ?? instead;
        }
    }

    /// <summary>
    /// Whether who is present can only be learned by asking: the roll call is this account's, has a class list and is not on screen.
    /// </summary>
    private bool IsUnshown(ClassNumber number) =>
        _own.Contains(number) && RosterOf(number).Count > 0 && !_rolls.Any(roll => roll.Class == number);

    private AttendanceSheet? SheetOf(ClassNumber number) =>
        _rolls.Find(roll => roll.Class == number && roll.Phase == RollCallPhase.Open)?.Sheet
        ?? (IsUnshown(number) ? _unshown.Find(number, RosterOf(number)) : null);

    private void UpdateClasses()
    {
        Dictionary<ClassNumber, RollsLine> open = (Link.OpenRolls ?? []).ToDictionary(static roll => roll.Class);
        Dictionary<ClassNumber, DateTime> used = _used.ToDictionary(static entry => entry.Class, static entry => entry.LastUsed);
        Classes =
        [
            .. open.Keys.Concat(used.Keys).Concat(_rosters.Keys).Concat(_names.Keys).Distinct().Select(LineOf)
                .OrderBy(static line => line switch
                {
                    { Situation: ClassSituation.OpenHere } => 0,
                    { Situation: ClassSituation.OpenElsewhere } => 4,
                    { IsHeldToday: true } => 2,
                    { UsualTime: not null } => 1,
                    _ => 3,
                })
                .ThenBy(static line => line.IsHeldToday ? null : line.UsualTime)
                .ThenByDescending(static line => line.LastUsed)
                .ThenBy(static line => line.Class),
        ];

        ClassLine LineOf(ClassNumber number)
        {
            RollsLine? roll = open.GetValueOrDefault(number);
            AttendanceSheet? sheet = roll is null ? null : SheetOf(number);
            bool isMeasured = sheet is { Roster.Count: > 0 };
            return new ClassLine(
                number,
                roll is null ? ClassSituation.Idle : _own.Contains(number) ? ClassSituation.OpenHere : ClassSituation.OpenElsewhere,
                roll?.OpenedAt,
                isMeasured ? sheet!.PresentOnRoster : sheet?.Present ?? roll?.Count ?? 0,
                isMeasured ? sheet!.OffRoster : 0,
                RosterOf(number).Count,
                used.TryGetValue(number, out DateTime last) ? last : null)
            {
                Name = _names.GetValueOrDefault(number, ""),
                Last = _outlines.GetValueOrDefault(number)?.Last,
                UsualTime = _outlines.GetValueOrDefault(number)?.UsualTime,
                IsHeldToday = _outlines.GetValueOrDefault(number)?.Last?.At.Date == _today,
            };
        }
    }

    /// <summary>Fetches the lists of roll calls that this account closed, or that closed by themselves, while no list arrived.</summary>
    private async Task RecoverAsync(IRollClient connection)
    {
        // First the tokens, then the open roll calls: what was opened in between can only be missing from the first.
        FolderResult<FolderListing<StoredToken>> reading = await Task.Run(Folder.Tokens.All);
        if (!reading.Try(out FolderListing<StoredToken>? tokens, out _))
        {
            return; // The start screen shows why.
        }

        ClassNumber[] candidates =
            [.. tokens.Where(static token => token.State != TokenState.Pending).Select(static token => token.Class).Distinct()];
        ClientResult<IReadOnlyList<RollsLine>> asking = await connection.RollsAsync();
        if (candidates.Length == 0 || !asking.Try(out IReadOnlyList<RollsLine>? open, out _))
        {
            return;
        }

        RollCallDelivery delivery = new(new DirectRequests(connection), Link.Servers, Folder);
        FolderError? failed = null;
        foreach (ClassNumber number in candidates.Except(open.Select(static roll => roll.Class))
            .Except(_rolls.Select(static roll => roll.Class)))
        {
            TokenReview review = await delivery.ReviewAsync(number, CancellationToken.None);
            RecoveredFiles = [.. RecoveredFiles, .. review.SavedFiles];
            Lost = [.. Lost, .. Enumerable.Repeat(number, review.Lost)];
            failed ??= review.FolderError;
        }

        _unrecovered = failed;
        ReadFolder();
    }
}
