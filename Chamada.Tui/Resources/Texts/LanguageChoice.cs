namespace Chamada.Tui.Resources.Texts;

/// <summary>
/// Which language the program speaks: <c>--lang</c>, else <c>CHAMADA_LANG</c>, else the locale, else Portuguese. An environment
/// variable that names neither language is passed over, as locales are.
/// </summary>
internal static class LanguageChoice
{
    /// <summary>The flag on the command line, in both languages.</summary>
    public static readonly string[] Flags = ["--lang", "--idioma"];

    /// <summary>The environment variable that chooses when no flag does.</summary>
    public const string Variable = "CHAMADA_LANG";

    /// <summary>How each language is named on the command line.</summary>
    public static string NameOf(Language language) => language == Language.English ? "en" : "pt-BR";

    /// <summary>
    /// Reads a name such as <c>pt-BR</c>, <c>pt</c>, <c>en</c> or a locale such as <c>en_US.UTF-8</c>, in any case.
    /// </summary>
    /// <returns>Null when it names neither language.</returns>
    public static Language? Parse(string? name)
    {
        ReadOnlySpan<char> primary = name.AsSpan().Trim();
        int end = primary.IndexOfAny("-_.@");
        if (end >= 0)
        {
            primary = primary[..end];
        }

        return primary.Equals("pt", StringComparison.OrdinalIgnoreCase) ? Language.Portuguese
            : primary.Equals("en", StringComparison.OrdinalIgnoreCase) ? Language.English
            : null;
    }

    /// <summary>Chooses before the command line is understood, because that too is explained in a language.</summary>
    /// <param name="args">The command line. A flag with a name that is no language counts as absent here.</param>
    /// <param name="environment">Looks up an environment variable; null or empty when it is not set.</param>
    public static Language Choose(IReadOnlyList<string> args, Func<string, string?> environment) =>
        FromFlag(args) ?? Parse(environment(Variable)) ?? FromLocale(environment) ?? Language.Portuguese;

    /// <summary>Whether the command line or <see cref="Variable"/> names the language, and not just the locale.</summary>
    public static bool IsNamed(IReadOnlyList<string> args, Func<string, string?> environment) =>
        (FromFlag(args) ?? Parse(environment(Variable))) is not null;

    private static Language? FromFlag(IReadOnlyList<string> args)
    {
        Language? chosen = null;
        for (int i = 0; i < args.Count && args[i] != "--"; i++)
        {
            foreach (string flag in Flags)
            {
                if (args[i] == flag)
                {
                    chosen = Parse(i + 1 < args.Count ? args[i + 1] : null) ?? chosen;
                }
                else if (args[i].StartsWith(flag, StringComparison.Ordinal) && args[i][flag.Length] is '=' or ':')
                {
                    chosen = Parse(args[i][(flag.Length + 1)..]) ?? chosen;
                }
            }
        }

        return chosen;
    }

    /// <summary>The first variable that is set decides alone, as POSIX has it.</summary>
    private static Language? FromLocale(Func<string, string?> environment)
    {
        foreach (string variable in (ReadOnlySpan<string>)["LC_ALL", "LC_MESSAGES", "LANG"])
        {
            if (environment(variable) is { Length: > 0 } locale)
            {
                return Parse(locale);
            }
        }

        return null;
    }
}
