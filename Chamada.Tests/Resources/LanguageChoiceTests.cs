using Chamada.Tui.Resources.Texts;

namespace Chamada.Tests.Resources;

public class LanguageChoiceTests
{
    [Theory]
    // The flag decides first, wherever it stands and however it is written.
    [InlineData("--lang en", "CHAMADA_LANG=pt-BR", "en")]
    [InlineData("serve --lang=en --memory", "", "en")]
    [InlineData("aluno --idioma:EN", "", "en")]
    [InlineData("--lang pt-BR", "CHAMADA_LANG=en", "pt-BR")]
    [InlineData("--lang pt", "LANG=en_US.UTF-8", "pt-BR")]
    [InlineData("--lang en --lang pt-BR", "", "pt-BR")]
    [InlineData("-- --lang en", "", "pt-BR")]
    [InlineData("--language en", "", "pt-BR")]
    [InlineData("--lang", "CHAMADA_LANG=en", "en")]
    [InlineData("--lang fr", "CHAMADA_LANG=en", "en")]
    // Then the variable, then the locale in the order of POSIX.
    [InlineData("", "CHAMADA_LANG=en LC_ALL=pt_BR.UTF-8", "en")]
    [InlineData("", "CHAMADA_LANG=fr LC_ALL=en_GB.UTF-8", "en")]
    [InlineData("", "LC_ALL=en_US.UTF-8 LC_MESSAGES=pt_BR LANG=pt_BR", "en")]
    [InlineData("", "LC_MESSAGES=en_US LANG=pt_BR.UTF-8", "en")]
    [InlineData("", "LANG=en", "en")]
    [InlineData("", "LC_ALL=C LANG=en_US.UTF-8", "pt-BR")]
    [InlineData("", "LANG=pt_PT.UTF-8", "pt-BR")]
    // And Portuguese where nothing names a language of the program.
    [InlineData("", "LANG=de_DE.UTF-8", "pt-BR")]
    [InlineData("", "LANG=C.UTF-8", "pt-BR")]
    [InlineData("", "", "pt-BR")]
    public void The_flag_then_the_variable_then_the_locale_then_portuguese(string commandLine, string variables, string expected)
    {
        Dictionary<string, string> environment = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

        Language chosen = LanguageChoice.Choose(
            commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries), name => environment.GetValueOrDefault(name));

        Assert.Equal(expected, LanguageChoice.NameOf(chosen));
    }

    [Theory]
    [InlineData("")]
    [InlineData("engl")]
    [InlineData("português")]
    [InlineData("fr-FR")]
    public void What_names_no_language_of_the_program_is_none(string name) => Assert.Null(LanguageChoice.Parse(name));
}
