using System.CommandLine;
using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary>Makes options in the two languages of their names: the English one first, the Portuguese one as an alias.</summary>
internal sealed class CommandOptions(CliContext context)
{
    private readonly ValueReader _reader = new(context.Text.Usage);

    /// <summary>The texts for descriptions.</summary>
    public HelpText Help => context.Text.Help;

    /// <summary>Reads the values.</summary>
    public ValueReader Reader => _reader;

    /// <summary>An option with one value.</summary>
    /// <param name="name">The English name.</param>
    /// <param name="portuguese">The Portuguese name; the same when there is no other.</param>
    /// <param name="place">What stands for the value in help.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="read">Reads the value, or says what is wrong with it.</param>
    /// <param name="absent">The value when the option is not given.</param>
    public static Option<T> Value<T>(
        string name, string portuguese, string place, string description, Func<string, Action<string>, T> read, T absent) =>
        new(name, name == portuguese ? [] : [portuguese])
        {
            HelpName = place,
            Description = description,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => read(result.Tokens[0].Value, result.AddError),
            DefaultValueFactory = _ => absent,
        };

    /// <summary>An option without a value.</summary>
    public static Option<bool> Flag(string name, string portuguese, string description) =>
        new(name, name == portuguese ? [] : [portuguese]) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>An option with a class. The shell offers the classes that this account has opened.</summary>
    public Option<ClassNumber?> Class(string name, string portuguese, string description)
    {
        Option<ClassNumber?> option = Value<ClassNumber?>(name, portuguese, Help.ClassPlace, description, _reader.Class, null);
        option.CompletionSources.Add(_ => context.TeacherFolder.Classes().Value?.Select(static used => used.Class.ToString()) ?? []);
        return option;
    }

    /// <summary>A class as a command's first word. The shell offers those of which something is kept.</summary>
    public Argument<string?> ClassArgument()
    {
        Argument<string?> argument = new("class") { HelpName = Help.ClassPlace, Arity = ArgumentArity.ZeroOrOne };
        argument.CompletionSources.Add(_ =>
        [
            .. (context.TeacherFolder.Classes().Value ?? []).Select(static used => used.Class.ToString())
                .Union((context.TeacherFolder.Rosters.Classes().Value ?? []).Select(static number => number.ToString())),
        ]);
        return argument;
    }

    /// <summary>Where the server is, for a command that can become it.</summary>
    public Option<ServerList?> ServerOrEmbed() => Value<ServerList?>(
        "--server", "--servidor", Help.ServerPlace, Help.ServerOrEmbed, _reader.Servers, null);

    /// <summary>Where the server is, for a command that can look for it.</summary>
    public Option<ServerList?> ServerOrSearch() => Value<ServerList?>(
        "--server", "--servidor", Help.ServerPlace, Help.ServerOrSearch, _reader.Servers, null);

    /// <summary>The teacher's key for a server that asks for one.</summary>
    public Option<string?> KeyFile() => Value(
        "--key-file", "--arquivo-chave", Help.FilePlace, Help.KeyFile, _reader.Path, (string?)null);

    /// <summary>How long a client waits.</summary>
    public Option<TimeSpan?> Timeout() => Value(
        "--timeout", "--prazo", Help.SecondsPlace, $"{Help.Timeout} {Help.Default("10")}",
        _reader.Duration("0.1s", "1h"), (TimeSpan?)TimeSpan.FromSeconds(10));

    /// <summary>On which links discovery may send and listen.</summary>
    public Option<LinkNames?> Links() => Value<LinkNames?>("--links", "--redes", Help.LinksPlace, Help.Links, _reader.Links, null);

    /// <summary>A server's port.</summary>
    /// <param name="description">What it is for.</param>
    public Option<int?> Port(string description) => Value(
        "--port", "--porta", Help.PortPlace, $"{description} {Help.Default("5050")}", _reader.Number(0,
            65535), (int?)ServerAddress.DefaultPort);

    /// <summary>A server's data folder.</summary>
    public Option<string?> Data() => Value(
        "--data", "--dados", Help.FolderPlace, $"{Help.Data} {Help.Default(DefaultData)}", _reader.Path, (string?)null);

    /// <summary>Whether a server stays silent on the network.</summary>
    public Option<bool> NoAnnounce() => Flag("--no-announce", "--nao-anunciar", Help.NoAnnounce);

    /// <summary>Whether a server sends nobody to other servers.</summary>
    public Option<bool> NoRedirect() => Flag("--no-redirect", "--nao-encaminhar", Help.NoRedirect);

    /// <summary>Whether a server shows browsers no pages.</summary>
    public Option<bool> NoWeb() => Flag("--no-web", "--sem-web", Help.NoWeb);

    /// <summary>A server's name on the network.</summary>
    public Option<string?> AnnouncedName() => Value(
        "--name", "--nome", Help.NamePlace, $"{Help.AnnouncedName} {Help.Default(Environment.MachineName)}", _reader.Name,
        (string?)Environment.MachineName);

    /// <summary>The data folder where none is named: beside the teacher's own files, not among them, since it may be anywhere.</summary>
    public string DefaultData => Path.Combine(TeacherFolder.DefaultPath(context.Environment), TeacherFolder.ServerData);

    /// <summary>Lines instead of a screen.</summary>
    public Option<bool> Plain() => Flag("--plain", "--simples", Help.Plain);

    /// <summary>Whether results are for programs.</summary>
    public Option<bool> Json() => Flag("--json", "--json", Help.Json);

    /// <summary>The server that is asked when none is named.</summary>
    public static readonly ServerAddress DefaultServer = new("127.0.0.1", ServerAddress.DefaultPort);
}
