using Chamada.Tui.Resources;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Widgets;

/// <summary>The language and the colours of a running program; both can change while it runs.</summary>
internal sealed class Look
{
    private readonly bool _noColor;

    /// <summary>Makes the look of a program's first screen.</summary>
    public Look(Language language, ThemeName theme, bool noColor)
    {
        _noColor = noColor;
        Language = language;
        ThemeName = theme;
        Strings = LanguagePack.Of(language).Screens;
        Theme = Theme.Of(theme, noColor);
    }

    /// <summary>Who is asked line by line; null where screens are drawn.</summary>
    public IConversation? Conversation { get; set; }

    /// <summary>Whether nothing is drawn, and everything said in lines.</summary>
    public bool IsPlain => Conversation is not null;

    /// <summary>The language or the colours have changed: everything is drawn anew.</summary>
    public event Action? Changed;

    /// <summary>The language.</summary>
    public Language Language { get; private set; }

    /// <summary>The name of the colours.</summary>
    public ThemeName ThemeName { get; private set; }

    /// <summary>The words.</summary>
    public ScreenStrings Strings { get; private set; }

    /// <summary>The colours.</summary>
    public Theme Theme { get; private set; }

    /// <summary>The other language.</summary>
    public void ChangeLanguage()
    {
        Language = Language == Language.Portuguese ? Language.English : Language.Portuguese;
        Strings = LanguagePack.Of(Language).Screens;
        Changed?.Invoke();
    }

    /// <summary>The next colours.</summary>
    public void ChangeTheme()
    {
        ThemeName = (ThemeName)(((int)ThemeName + 1) % Enum.GetValues<ThemeName>().Length);
        Theme = Theme.Of(ThemeName, _noColor);
        Changed?.Invoke();
    }
}
