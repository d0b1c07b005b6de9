namespace Chamada.Tui.Resources;

/// <summary>Everything that the command line says to people, in one language.</summary>
/// <param name="Language">Which.</param>
/// <param name="Help">What <c>--help</c> shows.</param>
/// <param name="Usage">What is wrong with a command line.</param>
/// <param name="Result">What scripted calls report.</param>
/// <param name="Serve">What <c>serve</c> says.</param>
/// <param name="Peers">What is said about the local network.</param>
/// <param name="Drill">What <c>drill</c> says.</param>
internal sealed record CliText(Language Language, HelpText Help, UsageText Usage, ResultText Result, ServeText Serve, PeersText Peers, DrillText Drill)
{
    /// <summary>The texts of a language.</summary>
    public static CliText For(Language language) => language == Language.English
        ? new CliText(language, new HelpTextEnglish(), new UsageTextEnglish(), new ResultTextEnglish(), new ServeTextEnglish(), new PeersTextEnglish(), new DrillTextEnglish())
        : new CliText(language, new HelpTextPortuguese(), new UsageTextPortuguese(), new ResultTextPortuguese(), new ServeTextPortuguese(), new PeersTextPortuguese(), new DrillTextPortuguese());
}
