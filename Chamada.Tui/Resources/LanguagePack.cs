using Chamada.Tui.Resources.English;
using Chamada.Tui.Resources.Portuguese;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources;

/// <summary>Everything that the program says to people, in one language.</summary>
/// <param name="Language">Which.</param>
/// <param name="Help">What <c>--help</c> shows.</param>
/// <param name="Usage">What is wrong with a command line.</param>
/// <param name="Result">What scripted calls report.</param>
/// <param name="Serve">What <c>serve</c> says.</param>
/// <param name="Log">The server's log.</param>
/// <param name="Peers">What is said about the local network.</param>
/// <param name="Drill">What <c>drill</c> says.</param>
/// <param name="Repair">What <c>repair</c> says.</param>
/// <param name="Backup">What <c>backup</c> and <c>restore</c> say.</param>
/// <param name="Rosters">What is said about class lists and the files that they come from.</param>
/// <param name="Verify">What <c>verify</c> says.</param>
/// <param name="Correct">What <c>correct</c> says.</param>
/// <param name="Archive">What <c>archive</c> says.</param>
/// <param name="Screens">What the screens say.</param>
internal sealed record LanguagePack(
    Language Language,
    HelpText Help,
    UsageText Usage,
    ResultText Result,
    ServeText Serve,
    LogText Log,
    PeersText Peers,
    DrillText Drill,
    RepairText Repair,
    BackupText Backup,
    RosterText Rosters,
    VerifyText Verify,
    CorrectText Correct,
    ArchiveText Archive,
    ScreenStrings Screens)
{
    /// <summary>What stands in exported lists.</summary>
    public ExportText Export => Screens.Export;

    /// <summary>What a term's report says.</summary>
    public TermText Term => Screens.Term;

    /// <summary>What a file system refuses.</summary>
    public FolderText Folder => Screens.Folder;

    private static readonly LanguagePack InPortuguese = new(
        Language.Portuguese,
        new HelpTextPortuguese(),
        new UsageTextPortuguese(),
        new ResultTextPortuguese(),
        new ServeTextPortuguese(),
        new LogTextPortuguese(),
        new PeersTextPortuguese(),
        new DrillTextPortuguese(),
        new RepairTextPortuguese(),
        new BackupTextPortuguese(),
        new RosterTextPortuguese(),
        new VerifyTextPortuguese(),
        new CorrectTextPortuguese(),
        new ArchiveTextPortuguese(),
        new ScreenStringsPortuguese());

    private static readonly LanguagePack InEnglish = new(
        Language.English,
        new HelpTextEnglish(),
        new UsageTextEnglish(),
        new ResultTextEnglish(),
        new ServeTextEnglish(),
        new LogTextEnglish(),
        new PeersTextEnglish(),
        new DrillTextEnglish(),
        new RepairTextEnglish(),
        new BackupTextEnglish(),
        new RosterTextEnglish(),
        new VerifyTextEnglish(),
        new CorrectTextEnglish(),
        new ArchiveTextEnglish(),
        new ScreenStringsEnglish());

    /// <summary>The pack of a language.</summary>
    public static LanguagePack Of(Language language) => language == Language.English ? InEnglish : InPortuguese;
}
