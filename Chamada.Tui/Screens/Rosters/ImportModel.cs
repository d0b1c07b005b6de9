using Chamada.Core.Archive.Rosters;
using Chamada.Tui.Screens.Frames;

namespace Chamada.Tui.Screens.Rosters;

/// <summary>What a teacher is asked about a file before its list can be kept.</summary>
internal enum ImportQuestion
{
    /// <summary>Nothing: a list was read, or none can be.</summary>
    None,

    /// <summary>Which sheet of the workbook.</summary>
    Sheet,

    /// <summary>Which encoding.</summary>
    Encoding,

    /// <summary>Which column has the student numbers.</summary>
    Number,

    /// <summary>Which column has the names.</summary>
    Name,
}

/// <summary>A file on its way to be a class list: read, asked about, previewed.</summary>
internal sealed class ImportModel(ModelThread thread, TimeProvider clock)
{
    private byte[] _content = [];
    private RosterChoice _choice = new();
    private int _turn;

    /// <summary>Something that is shown has changed.</summary>
    public event Action? Changed;

    /// <summary>The file that was read last, or was to be.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Whether a file is being read.</summary>
    public bool IsReading { get; private set; }

    /// <summary>Why the file could not be read at all; null when it could, or none was.</summary>
    public FileReading? Fault { get; private set; }

    /// <summary>What came of reading it; null when nothing yet.</summary>
    public RosterReading? Reading { get; private set; }

    /// <summary>The list that was read; null when none was.</summary>
    public RosterRead? Preview => Reading as RosterRead;

    /// <summary>What the file is like; null when nothing was read.</summary>
    public RosterLayout? Layout => Reading switch
    {
        RosterRead read => read.Layout,
        RosterUndecided doubtful => doubtful.Layout,
        RosterUnreadable unreadable => unreadable.Layout,
        _ => null,
    };

    /// <summary>What the teacher is asked now.</summary>
    public ImportQuestion Question { get; private set; }

    /// <summary>The lines that are left out, then those to which something else is to be said.</summary>
    public IReadOnlyList<RosterLine> Lines => Reading switch
    {
        RosterRead read => [.. read.LeftOut, .. read.Remarks],
        RosterUnreadable unreadable => unreadable.LeftOut,
        _ => [],
    };

    /// <summary>Whether student numbers have punctuation that students would not type, and it could be taken off.</summary>
    public bool CanDropPunctuation => !_choice.WithoutPunctuation && Lines.Any(static line => line.Suggestion.Length > 0);

    /// <summary>Reads a file, whose path is as it was typed or dropped.</summary>
    public void ReadFile(string path)
    {
        Path = DroppedPath.Read(path);
        Reading = null;
        Fault = null;
        Question = ImportQuestion.None;
        IsReading = true;
        _choice = new RosterChoice();
        int turn = ++_turn;
        string file = Path;
        Changed?.Invoke();
        thread.Run(async () =>
        {
            FileReading reading = await RosterFile.ReadAsync(file, clock);
            if (turn != _turn)
            {
                return; // Another file is wanted by now.
            }

            IsReading = false;
            Fault = reading.Content is null ? reading : null;
            _content = reading.Content ?? [];
            if (Fault is null)
            {
                ReadAgain();
            }
            else
            {
                Changed?.Invoke();
            }
        });
    }

    /// <summary>Begins to ask for everything that can be chosen, whatever was certain.</summary>
    public void Ask()
    {
        if (Layout is not null)
        {
            Question = Layout.Sheets.Count > 1 ? ImportQuestion.Sheet : ImportQuestion.Number;
            Changed?.Invoke();
        }
    }

    /// <summary>Goes back to the list that was read. False where there is none to go back to.</summary>
    public bool StopAsking()
    {
        if (Question == ImportQuestion.None || Preview is null)
        {
            return false;
        }

        Question = ImportQuestion.None;
        Changed?.Invoke();
        return true;
    }

    /// <summary>Takes the answer to the question: a place in the list of sheets, encodings or columns, from 0; -1 for no names.</summary>
    public void Answer(int place)
    {
        string column = (place + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        ImportQuestion answered = Question;
        bool asksOn = Preview is not null && answered == ImportQuestion.Number;
        _choice = answered switch
        {
            ImportQuestion.Sheet => new RosterChoice { Sheet = Layout!.Sheets[place] },
            ImportQuestion.Encoding => _choice with { Encoding = Layout!.Encodings[place].Encoding },
            ImportQuestion.Number => _choice with { Number = column, Name = null },
            _ => _choice with { Name = column },
        };
        ReadAgain();
        if (asksOn && Preview is not null)
        {
            // Who changes the one column may want to see the other.
            Question = ImportQuestion.Name;
            Changed?.Invoke();
        }
    }

    /// <summary>Takes the letters and digits of the student numbers alone, as students would type them.</summary>
    public void DropPunctuation()
    {
        _choice = _choice with { WithoutPunctuation = true };
        ReadAgain();
    }

    /// <summary>Completes a path as far as it goes without doubt, and tells what could follow.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="then">Takes the completed path and the names that could follow.</param>
    public void Complete(string text, Action<PathCompletion> then) =>
        thread.Run(async () => then(await Task.Run(() => PathCompletion.Of(text))));

    /// <summary>Forgets the file.</summary>
    public void Close()
    {
        _turn++;
        (Reading, Fault, IsReading, Question, Path, _content) = (null, null, false, ImportQuestion.None, "", []);
        Changed?.Invoke();
    }

    private void ReadAgain()
    {
        Reading = RosterReader.Read(_content, _choice);
        Question = Reading switch
        {
            RosterUndecided { Doubt: RosterDoubt.Encoding } => ImportQuestion.Encoding,
            RosterUndecided { Doubt: RosterDoubt.Name } => ImportQuestion.Name,
            RosterUndecided { Doubt: RosterDoubt.NoSuchSheet } => ImportQuestion.Sheet,
            RosterUndecided => ImportQuestion.Number,
            _ => ImportQuestion.None,
        };
        Changed?.Invoke();
    }
}
