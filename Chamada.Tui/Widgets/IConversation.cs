namespace Chamada.Tui.Widgets;

/// <summary>Who is asked where nothing is drawn: line by line.</summary>
internal interface IConversation
{
    /// <summary>Asks before something that cannot be taken back. Whatever is no clear yes is no.</summary>
    bool Confirm(string title, string text, string no, string yes);

    /// <summary>Asks until the answer is good; null when it is given up.</summary>
    string? Ask(InputQuestion question);

    /// <summary>Lets one of some be chosen.</summary>
    /// <returns>Its place; -1 for none.</returns>
    int Choose(string title, IReadOnlyList<string> choices);

    /// <summary>Says lines.</summary>
    void Tell(IEnumerable<string> lines);
}

/// <summary>A list of which one is chosen. Where nothing is drawn it is read in lines, and chosen by a line's number.</summary>
/// <param name="Title">What is chosen, in words.</param>
/// <param name="Head">What stands in each line; empty for nothing to say about it.</param>
/// <param name="Count">How many there are.</param>
/// <param name="LineOf">One of them, as a line.</param>
/// <param name="Chosen">The place of the chosen one; -1 for none.</param>
/// <param name="Choose">Chooses one by its place.</param>
internal sealed record LineChoice(
    string Title, string Head, int Count, Func<int, string> LineOf, int Chosen, Action<int> Choose)
{
    /// <summary>What Enter does with the chosen one; null for nothing.</summary>
    public Action? Enter { get; init; }
}
