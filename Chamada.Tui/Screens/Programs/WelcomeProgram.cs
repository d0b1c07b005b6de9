using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Plain;
using Chamada.Tui.Screens.Welcome;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Programs;

/// <summary>The question which program is wanted, as a program.</summary>
internal sealed class WelcomeWindow : ProgramWindow
{
    /// <summary>Makes it.</summary>
    public WelcomeWindow(Look look, ModelThread thread, TimeProvider clock)
        : base(look, thread, clock)
    {
        WelcomeScreen screen = new(look);
        screen.Chosen += choice =>
        {
            Choice = choice;
            App!.RequestStop(this);
        };
        Show(screen);
    }

    /// <summary>What was chosen; null when it was left.</summary>
    public WelcomeChoice? Choice { get; private set; }

    /// <inheritdoc/>
    protected override string TitleText => Look.Strings.WelcomeTitle;

    /// <inheritdoc/>
    protected override string LinkText => "";
}

/// <summary><c>chamada</c> without a word, in a terminal.</summary>
internal static class WelcomeProgram
{
    /// <summary>Asks in lines; null when none is chosen.</summary>
    public static WelcomeChoice? Ask(Language language, LineStreams lines)
    {
        Look look = new(language, ThemeName.Dark, noColor: true);
        LineConversation conversation = new(look, lines.In.ReadLine, line =>
        {
            lines.Out.Write(line + "\n");
            lines.Out.Flush();
        });
        int place = conversation.Choose(look.Strings.WelcomeQuestion, [look.Strings.WelcomeTeacher, look.Strings.WelcomeStudent]);
        return place < 0 ? null : (WelcomeChoice)place;
    }

    /// <summary>Asks, and answers what was chosen and in which language; null for the choice when it was left.</summary>
    /// <param name="named">The language that was named for this start, or that of the locale.</param>
    /// <param name="isNamed">Whether it was named.</param>
    /// <param name="folder">Where preferences are kept.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    public static (int Code, WelcomeChoice? Choice, Language Language) Run(Language named, bool isNamed, string folder, Func<string,
        string?> environment)
    {
        Preferences preferences = new PreferencesFile(folder).Read();
        ModelThread thread = new();
        Look look = new(isNamed ? named : preferences.Language ?? named, preferences.Theme, !string.IsNullOrEmpty(environment("NO_COLOR")));
        WelcomeWindow? window = null;
        int code = ScreenProgram.Run("welcome", folder, look, thread, TimeProvider.System, Make, Console.Error);
        return (code, window?.Choice, look.Language);

        ProgramWindow Make() => window = new WelcomeWindow(look, thread, TimeProvider.System);
    }
}
