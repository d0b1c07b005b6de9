using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

/// <summary>English.</summary>
internal sealed class LineTextEnglish : LineText
{
    public override string HowToChoose => "Type the number of a choice and Enter. Enter alone reads all of this again.";

    public override string Field(string label, string value) => value.Length == 0 ? $"{label}: empty" : $"{label}: {value}";

    public override string TypeInto(string label) => $"{label}: type it and Enter. Enter alone empties it.";

    public override string ChooseLine => "Choose a line";

    public override string ChooseMeeting => "Choose a meeting";

    public override string Lines(string title, int count, string chosen) =>
        chosen.Length == 0 ? $"{title} of {count}" : $"{title} of {count}; chosen: {chosen}";

    public override string EnterOnLine => "Enter on the chosen line";

    public override string WhichLine(int count) => $"Type a number from 1 to {count}. Enter alone chooses none.";

    public override string More(int count) => $"{count} more";

    public override string NoChoice(string typed) => $"“{typed}” is not one of the choices.";

    public override string EnterKeeps(string initial) => $"Enter alone means: {initial}. A dot alone gives up.";

    public override string EnterGivesUp => "Enter alone gives up.";

    public override string EnterIsEmpty => "Enter alone leaves it empty. A dot alone gives up.";

    public override string DotsEmpty => "Two dots alone empty it.";

    public override string EverythingIsSearched => "Words to look for in the guide; without any, all its topics are read out.";

    public override string Done(string choice) => $"Done: {choice}";

    public override string GivenUp => "Nothing was done.";
}
