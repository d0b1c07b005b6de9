namespace Chamada.Tui.Resources.Texts;

/// <summary>Every word that only who reads lines instead of a screen is told.</summary>
internal abstract class LineText
{
    /// <summary>Below the choices: how one chooses.</summary>
    public abstract string HowToChoose { get; }

    /// <summary>A field and what it holds.</summary>
    public abstract string Field(string label, string value);

    /// <summary>What is to be typed into a field.</summary>
    public abstract string TypeInto(string label);

    /// <summary>Choosing a line of a table; so the next.</summary>
    public abstract string ChooseLine { get; }

    public abstract string ChooseMeeting { get; }

    /// <summary>A table's choice: how many lines there are, and which is chosen.</summary>
    public abstract string Lines(string title, int count, string chosen);

    /// <summary>Enter on the chosen line.</summary>
    public abstract string EnterOnLine { get; }

    /// <summary>Which number is asked for, of so many.</summary>
    public abstract string WhichLine(int count);

    /// <summary>So many more lines are not read by themselves.</summary>
    public abstract string More(int count);

    /// <summary>What was typed is no choice.</summary>
    public abstract string NoChoice(string typed);

    /// <summary>How a question is answered that has a text in it already, and given up.</summary>
    public abstract string EnterKeeps(string initial);

    /// <summary>How a question is given up.</summary>
    public abstract string EnterGivesUp { get; }

    /// <summary>How a question is answered with nothing, and given up.</summary>
    public abstract string EnterIsEmpty { get; }

    /// <summary>How a text that is there already is taken away.</summary>
    public abstract string DotsEmpty { get; }

    /// <summary>What is typed to search the guide, and what nothing means.</summary>
    public abstract string EverythingIsSearched { get; }

    /// <summary>A choice that has nothing else to show for it was carried out.</summary>
    public abstract string Done(string choice);

    /// <summary>The choice that nothing was made of.</summary>
    public abstract string GivenUp { get; }
}
