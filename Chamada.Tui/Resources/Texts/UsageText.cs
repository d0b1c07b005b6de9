using Chamada.Core.Log.Postgres;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Resources.Texts;

/// <summary>
/// What is wrong with a command line, and what would be right. Foreign text comes in as it is and is made printable here.
/// </summary>
internal abstract class UsageText
{
    /// <summary>The operating system's causes in this language.</summary>
    protected abstract FolderText Folder { get; }

    /// <summary>The line after the errors: where help is.</summary>
    public abstract string SeeHelp(string command);

    public abstract string UnknownWord(string word, string? similar);

    public abstract string MissingValue(string option);

    public abstract string GivenTwice(string option);

    public abstract string BadLogFormat(string value);

    public abstract string BadFingerprint(string value);

    public abstract string Needs(string option, string needed);
    public abstract string NeedsOneOf(string option, string first, string second);

    public abstract string NotTogether(string option, string other);

    public abstract string NothingToDoWithJson(string options);

    /// <summary>A script cannot be a server.</summary>
    public abstract string CannotEmbedInScript(string option);

    public abstract string BadLanguage(string text);

    public abstract string BadServer(string text);

    /// <summary>More servers were named than there can be.</summary>
    public abstract string TooManyServers(int most);

    public abstract string BadAddress(string text);

    /// <summary>No address with a port to listen on.</summary>
    public abstract string BadEndPoint(string text);

    public abstract string BadNumber(string text, long from, long to);

    public abstract string BadDuration(string text, string from, string to);

    /// <summary>No day, or no day and time.</summary>
    public abstract string BadDay(string text);

    public abstract string BadMoment(string text);

    public abstract string BadPercent(string text);

    /// <summary>The last day is before the first.</summary>
    public abstract string BadPeriod(string since, string until);

    public abstract string BadWebNames(string text);

    /// <summary>What is wrong with the address of a database.</summary>
    public abstract string BadStore(PostgresAddressProblem problem, string part);

    public abstract string BadLinks(string text);

    public abstract string BadName(string text);

    public abstract string BadEncoding(string text, string known);

    public abstract string BadCode(string text);

    public abstract string BadNetworks(string text, int most);

    public abstract string BadWord(string text, IReadOnlyList<string> words);

    public abstract string EmptyPath { get; }

    public abstract string NoTerminal(string scripted);

    public abstract string BatchUnreadable(string file, string cause);

    /// <summary>Why a file cannot be read: in this language where the cause is a common one, else in the system's words.</summary>
    public string Cause(Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => NoSuchFile,
        UnauthorizedAccessException => NotAllowed,
        _ => Folder.Cause(error.Message),
    };

    protected abstract string NoSuchFile { get; }

    protected abstract string NotAllowed { get; }

    public abstract string BatchLine(long line, string error);

    public abstract string BatchLinesBad(long count);

    public string BadClass(string text) => ClassStart(Printable.Quote(text)) + (text switch
    {
        "" => ClassEmpty,
        _ when !text.All(char.IsAsciiDigit) => ClassNotDigits,
        _ when text.Length > 18 => ClassTooLong(text.Length),
        _ => ClassZero,
    }) + ClassRight;

    public string BadStudent(string text) => StudentStart(Printable.Quote(text)) + (text switch
    {
        "" => StudentEmpty,
        _ when FirstForbidden(text) is { } character => StudentCharacter(Printable.Quote(character)),
        _ => StudentTooLong(text.Length),
    }) + StudentRight;

    private static string? FirstForbidden(string text) => text.EnumerateRunes()
        .Where(static rune => !StudentId.IsAllowed(rune.Value))
        .Select(static rune => rune.ToString())
        .FirstOrDefault();

    protected abstract string ClassStart(string shown);

    protected abstract string ClassEmpty { get; }

    protected abstract string ClassNotDigits { get; }

    protected abstract string ClassTooLong(int digits);

    protected abstract string ClassZero { get; }

    protected abstract string ClassRight { get; }

    protected abstract string StudentStart(string shown);

    protected abstract string StudentEmpty { get; }

    protected abstract string StudentCharacter(string shown);

    protected abstract string StudentTooLong(int characters);

    protected abstract string StudentRight { get; }
}
