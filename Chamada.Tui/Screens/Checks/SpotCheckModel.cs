using Chamada.Core.Archive;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.RollCalls;

namespace Chamada.Tui.Screens.Checks;

/// <summary>
/// A spot check: some of those who are present are drawn by lot, each as likely as any other, and looked for in the room. Those who are
/// flagged may be looked for before; that is a round of its own, and counts for nothing that is said of the others.
/// </summary>
internal sealed class SpotCheckModel
{
    private readonly RollCallModel _roll;
    private readonly int _count;
    private readonly Func<int, int> _below;
    private readonly TimeProvider _clock;
    private readonly List<bool> _answers = [];
    private IReadOnlyList<StudentId> _students = [];
    private int _listed;

    /// <summary>Begins.</summary>
    /// <param name="roll">The roll call.</param>
    /// <param name="count">How many to draw; as many as are present where that is less.</param>
    /// <param name="withFlagged">Whether those of whom something is to be settled are looked for first.</param>
    /// <param name="below">Draws a number from 0 to less than the one given, each as likely as any other; nobody can guess it.</param>
    /// <param name="clock">Tells when it was over.</param>
    public SpotCheckModel(RollCallModel roll, int count, bool withFlagged, Func<int, int> below, TimeProvider clock)
    {
        _roll = roll;
        _count = count;
        _below = below;
        _clock = clock;
        StudentId[] flagged = withFlagged ? [.. roll.Sheet.ToSettle.Select(static attendee => attendee.Student)] : [];
        IsDrawn = flagged.Length == 0;
        if (IsDrawn)
        {
            Draw();
        }
        else
        {
            Begin(flagged);
        }
    }

    /// <summary>The roll call.</summary>
    public RollCallModel Roll => _roll;

    /// <summary>Whether those who are looked for were drawn by lot; otherwise they are those who are flagged.</summary>
    public bool IsDrawn { get; private set; }

    /// <summary>Who is looked for now; null when it is over.</summary>
    public StudentId? Called => Result is null && _answers.Count < _students.Count ? _students[_answers.Count] : null;

    /// <summary>The place of who is looked for in the round, from 1.</summary>
    public int Place => Math.Min(_answers.Count + 1, _students.Count);

    /// <summary>How many the round has.</summary>
    public int Count => _students.Count;

    /// <summary>What came of it; null while somebody is still to be looked for.</summary>
    public SpotCheck? Result { get; private set; }

    /// <summary>Writes down whether who is called is here, and calls the next one.</summary>
    /// <returns>Who that was; null where nobody is called.</returns>
    public StudentId? Answer(bool isHere)
    {
        if (Called is not { } called)
        {
            return null;
        }

        _roll.Check(called, isHere);
        _answers.Add(isHere);
        if (_answers.Count == _students.Count)
        {
            End();
        }

        return called;
    }

    /// <summary>Calls the one before once more: what is answered then counts, and stands in the record behind the first answer.</summary>
    public void Back()
    {
        if (Result is null && _answers.Count > 0)
        {
            _answers.RemoveAt(_answers.Count - 1);
        }
    }

    /// <summary>Whether there is one before in this round.</summary>
    public bool CanGoBack => Result is null && _answers.Count > 0;

    private void End()
    {
        SpotCheck check = new(
            _clock.GetLocalNow(), IsDrawn, _listed, _students, [.. _students.Where((_, i) => _answers[i])]);
        _roll.Note(check);
        if (IsDrawn)
        {
            Result = check;
        }
        else
        {
            IsDrawn = true;
            Draw();
        }
    }

    /// <summary>Draws without putting back (Fisher and Yates): each of those who are present is as likely as any other.</summary>
    private void Draw()
    {
        StudentId[] present = [.. _roll.Sheet.Arrivals.Select(static attendee => attendee.Student)];
        int count = Math.Min(_count, present.Length);
        for (int i = 0; i < count; i++)
        {
            int drawn = i + _below(present.Length - i);
            (present[i], present[drawn]) = (present[drawn], present[i]);
        }

        Begin(present[..count]);
        if (count == 0)
        {
            End();
        }
    }

    private void Begin(IReadOnlyList<StudentId> students)
    {
        _students = students;
        _listed = _roll.Sheet.Present;
        _answers.Clear();
    }
}
