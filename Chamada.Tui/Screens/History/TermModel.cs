using Chamada.Core.Archive;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Archive.Text;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Frames;

namespace Chamada.Tui.Screens.History;

/// <summary>Which students of a term are shown.</summary>
internal enum TermFilter
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Those who have missed more than they may.</summary>
    Below,

    /// <summary>Those who missed three meetings in a row.</summary>
    ThreeInARow,
}

/// <summary>By what the students of a term are sorted.</summary>
internal enum TermSort
{
    /// <summary>As the class list has them.</summary>
    List,

    /// <summary>By name, as a Brazilian class list has names.</summary>
    Name,

    /// <summary>By percent.</summary>
    Percent,

    /// <summary>By absences.</summary>
    Absences,

    /// <summary>By how many more may be missed.</summary>
    Left,
}

/// <summary>A class's term, from the teacher's folder: what is shown of it, and what is corrected about it.</summary>
internal sealed class TermModel
{
    private readonly TeacherFolder _folder;
    private readonly CorrectionFolder _corrections;
    private readonly ModelThread _thread;
    private string _search = "";

    private static readonly string[] SmallWords = ["de", "da", "do", "das", "dos", "e"];

    /// <summary>Begins to read.</summary>
    public TermModel(ClassNumber number, TeacherFolder folder, CorrectionFolder corrections, ModelThread thread)
    {
        Class = number;
        _folder = folder;
        _corrections = corrections;
        _thread = thread;
        ReadAgain();
    }

    /// <summary>Something that is shown has changed.</summary>
    public event Action? Changed;

    /// <summary>The class.</summary>
    public ClassNumber Class { get; }

    /// <summary>Whether the folder is being read.</summary>
    public bool IsReading { get; private set; }

    /// <summary>What the folder has; null until it is read.</summary>
    public ClassTerm? Whole { get; private set; }

    /// <summary>The term; null until it is read.</summary>
    public Term? Term { get; private set; }

    /// <summary>The students that are shown.</summary>
    public IReadOnlyList<TermRow> Rows { get; private set; } = [];

    /// <summary>Why the folder could not be read, or a correction not be kept; null when all went well.</summary>
    public FolderError? FolderError { get; private set; }

    /// <summary>The meeting that was discarded here last, as long as nothing was corrected since: it is not among the others any
    /// more.</summary>
    public Meeting? Discarded { get; private set; }

    /// <summary>Which students are shown.</summary>
    public TermFilter Filter { get; private set; }

    /// <summary>What is searched for; empty for nothing.</summary>
    public string Search
    {
        get => _search;
        set
        {
            _search = value;
            Arrange();
        }
    }

    /// <summary>By what the students are sorted.</summary>
    public TermSort Sort { get; private set; }

    /// <summary>Whether the other way round.</summary>
    public bool IsDescending { get; private set; }

    /// <summary>Reads the folder.</summary>
    public void ReadAgain() => _thread.Run(() => ReadAsync(null));

    /// <summary>Shows other students.</summary>
    public void FilterNext()
    {
        Filter = (TermFilter)(((int)Filter + 1) % Enum.GetValues<TermFilter>().Length);
        Arrange();
    }

    /// <summary>Sorts; by what it is sorted by already, the other way round.</summary>
    public void SortBy(TermSort sort)
    {
        IsDescending = sort == Sort && !IsDescending;
        Sort = sort;
        Arrange();
    }

    /// <summary>Corrects a meeting.</summary>
    public void Correct(Meeting meeting, CorrectionChange change, string reason) => _thread.Run(async () =>
    {
        FolderError? error = (await Task.Run(() => _corrections.Add(meeting.File, meeting.List, change, reason))).Error;
        await ReadAsync(error, error is null && change is CorrectionChange.Discarded ? meeting.File : null);
    });

    /// <summary>Takes the last correction of a meeting that holds back.</summary>
    public void Undo(Meeting meeting, string reason) => _thread.Run(async () =>
        await ReadAsync((await Task.Run(() => _corrections.Undo(meeting.File, meeting.List, reason))).Error));

    /// <summary>Whether a student is one that is searched for: by a part of the name without accents, by initials, or by number.</summary>
    public static bool Matches(TermRow row, string search)
    {
        string folded = FoldedText.Of(search.Trim());
        if (folded.Length == 0 || FoldedText.Contains(row.Name, folded) || FoldedText.Contains(row.Student.ToString(), folded))
        {
            return true;
        }

        // "en" is Érica Nogueira, and "edn" Érica de Nogueira; small words may be left out.
        string[] words = FoldedText.Of(row.Name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return StartsWith(words) || StartsWith([.. words.Where(static word => !SmallWords.Contains(word))]);

        bool StartsWith(string[] parts) =>
            string.Concat(parts.Select(static word => word[0])).StartsWith(folded.Replace(" ", "", StringComparison.Ordinal),
                StringComparison.Ordinal);
    }

    /// <summary>Reads the folder, after something there has failed perhaps.</summary>
    /// <param name="failed">What has failed; null for nothing.</param>
    /// <param name="discarded">The meeting that was discarded just now; null for none.</param>
    private async Task ReadAsync(FolderError? failed, SavedListFile? discarded = null)
    {
        IsReading = true;
        Changed?.Invoke();
        FolderResult<ClassTerm> reading = await Task.Run(() => TermFolder.Read(_folder, Class));
        Whole = reading.Value ?? Whole;
        Term = Whole?.ToTerm(TermRule.Of(Whole.Settings));
        FolderError = failed ?? reading.Error;
        Discarded = Whole?.Meetings.FirstOrDefault(meeting => meeting.IsDiscarded && meeting.File == discarded);
        IsReading = false;
        Arrange();
    }

    private void Arrange()
    {
        IEnumerable<TermRow> shown = (Term?.Rows ?? []).Where(row => Matches(row, _search) && Filter switch
        {
            TermFilter.Below => row.IsBelow,
            TermFilter.ThreeInARow => row.MissedThreeInARow,
            _ => true,
        });
        IEnumerable<TermRow> sorted = Sort switch
        {
            TermSort.Name => shown.OrderBy(static row => FoldedText.Of(row.Name), StringComparer.Ordinal),
            TermSort.Percent => shown.OrderBy(static row => row.Total.Percent),
            TermSort.Absences => shown.OrderBy(static row => row.Total.Absences),
            TermSort.Left => shown.OrderBy(static row => row.Left),
            _ => shown,
        };
        Rows = [.. IsDescending ? sorted.Reverse() : sorted];
        Changed?.Invoke();
    }
}
