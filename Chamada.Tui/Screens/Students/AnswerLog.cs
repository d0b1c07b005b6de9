namespace Chamada.Tui.Screens.Students;

/// <summary>Something that was typed, and what became of it.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="Answer">The answer; null when it was no student number.</param>
internal sealed record TypedBefore(string Text, StudentAnswer? Answer);

/// <summary>What came of the last numbers. Where several come in one after the other, as from a scanner, each one's answer is to be
/// seen.</summary>
internal sealed class AnswerLog
{
    /// <summary>How many are kept.</summary>
    public const int Most = 5;

    private readonly List<TypedBefore> _all = [];

    /// <summary>What came, the last one last.</summary>
    public IReadOnlyList<TypedBefore> All => _all;

    /// <summary>Adds an answer, or with null that a text is no student number. The same wrong text twice in a row counts once.</summary>
    public void Add(string text, StudentAnswer? answer)
    {
        if (answer is null && _all is [.., { Answer: null } last] && last.Text == text)
        {
            return;
        }

        _all.Add(new TypedBefore(text, answer));
        if (_all.Count > Most)
        {
            _all.RemoveAt(0);
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => _all.Clear();
}
