using Chamada.Core.Log.Postgres;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

internal sealed class UsageTextEnglish : UsageText
{
    protected override FolderText Folder { get; } = new FolderTextEnglish();

    public override string SeeHelp(string command) => $"Help: {command} --help";

    public override string UnknownWord(string word, string? similar) =>
        $"unknown option or command {Printable.Quote(word)}" + (similar is null ? "." : $"; did you mean {similar}?");

    public override string MissingValue(string option) => $"{option} needs a value.";

    public override string GivenTwice(string option) => $"{option} may be given only once.";

    public override string BadLogFormat(string value) => $"'{Printable.Line(value)}' is no format of the log: text or json.";

    public override string BadFingerprint(string value) =>
        $"'{Printable.Line(value)}' is no fingerprint: expected 64 hexadecimal digits, with or without colons.";

    public override string Needs(string option, string needed) => $"{option} needs {needed} as well.";
    public override string NeedsOneOf(string option, string first, string second) => $"{option} needs {first} or {second} as well.";

    public override string NotTogether(string option, string other) => $"{option} and {other} do not go together.";

    public override string NothingToDoWithJson(string options) => $"--json needs one of {options} as well: screens print no JSON.";

    public override string CannotEmbedInScript(string option) =>
        $"{option} goes with the screen only: a script that ends can serve nobody. Keep a server running with: chamada serve";

    public override string BadLanguage(string text) => $"unknown language {Printable.Quote(text)}: pt-BR or en.";

    public override string BadServer(string text) =>
        $"{Printable.Quote(text)} is not a server's address: HOST or HOST:PORT, with a port from 1 to 65535, "
        + "such as 192.168.0.10:5050 or [::1]:5050.";

    public override string TooManyServers(int most) => $"at most {most} servers can be named.";

    public override string BadAddress(string text) =>
        $"{Printable.Quote(text)} is not an IP address to listen on, such as 0.0.0.0 (every interface), "
        + "127.0.0.1 (this machine only) or ::1.";

    public override string BadEndPoint(string text) =>
        $"{Printable.Quote(text)} is not an address with a port to listen on: ADDRESS:PORT, such as 127.0.0.1:9464 or [::1]:9464.";

    public override string BadNumber(string text, long from, long to) =>
        $"{Printable.Quote(text)} is not a whole number from {from} to {to}.";

    public override string BadDuration(string text, string from, string to) =>
        $"{Printable.Quote(text)} is not a time from {from} to {to}: a number of seconds, or one with s, m, h or d, such as 90s or 10m.";

    public override string BadDay(string text) => $"{Printable.Quote(text)} is not a day: write it as 2026-11-22.";

    public override string BadMoment(string text) =>
        $"{Printable.Quote(text)} is not a day or a time: write 2026-11-22, 2026-11-22T16:30 or 2026-11-22T16:30:00.";

    public override string BadPercent(string text) => $"{Printable.Quote(text)} is not a percentage from 0 to 100, such as 75.";

    public override string BadPeriod(string since, string until) =>
        $"The last day, {Printable.Line(until)}, is before the first, {Printable.Line(since)}.";

    public override string BadWebNames(string text) =>
        $"{Printable.Quote(text)}: expected names such as chamada.example.org, without a port, with commas between them.";

    public override string BadStore(PostgresAddressProblem problem, string part) => problem switch
    {
        PostgresAddressProblem.Host => "the database's address names no host",
        PostgresAddressProblem.Port => $"{Printable.Quote(part)} is no port: expected 1 to 65535",
        PostgresAddressProblem.Database => "the database's address names no database",
        PostgresAddressProblem.Password =>
            "a password in the database's address could be seen by others: put it into PGPASSFILE, PGPASSWORD or a file named by passfile=",
        PostgresAddressProblem.Option =>
            $"{Printable.Quote(part)}: expected sslmode=, sslrootcert=, sslcert=, sslkey= or passfile=, and an sslmode that there is",
        _ => "the database's address does not begin with postgresql://",
    } + ". It looks like this: postgresql://chamada@db1.example.org,db2.example.org/chamada?sslmode=verify-full";

    public override string BadLinks(string text) =>
        $"{Printable.Quote(text)} is not a list of networks: names of network interfaces with commas between them, such as eth0,wlan0, or "
            + "none.";

    public override string BadName(string text) =>
        $"{Printable.Quote(text)} is not a name to show: 1 to 60 characters, at least one of them visible.";

    public override string BadEncoding(string text, string known) => $"{Printable.Quote(text)} is not an encoding that is known: {known}.";

    public override string BadCode(string text) =>
        $"{Printable.Quote(text)} is not a code: six digits, such as 042917, as they stand on the board.";

    public override string BadNetworks(string text, int most) =>
        $"{Printable.Quote(text)} is not a network such as 192.168.0.0/24 or fd00::/8, nor the word local; at most {most}, with commas "
        + "between them.";

    public override string BadWord(string text, IReadOnlyList<string> words) =>
        $"{Printable.Quote(text)} is none of {string.Join(", ", words)}.";

    public override string EmptyPath => "the name is empty.";

    public override string NoTerminal(string scripted) =>
        $"there is no terminal for the screen here. In a script: {scripted}";

    public override string BatchUnreadable(string file, string cause) => $"cannot read {Printable.Quote(file)}: {Printable.Line(cause)}";

    protected override string NoSuchFile => "there is no such file";

    protected override string NotAllowed => "it is a folder, or this account may not read it";

    public override string BatchLine(long line, string error) => $"line {line}: {error}";

    public override string BatchLinesBad(long count) =>
        count == 1 ? "1 line was passed over; the others were sent." : $"{count} lines were passed over; the others were sent.";

    protected override string ClassStart(string shown) => $"{shown} is not a class: ";

    protected override string ClassEmpty => "it is empty. ";

    protected override string ClassNotDigits => "only the digits 0 to 9 are allowed. ";

    protected override string ClassTooLong(int digits) => $"{digits} digits are too many. ";

    protected override string ClassZero => "0 is never a class. ";

    protected override string ClassRight => "A class is a number of 1 to 18 digits, such as 3030.";

    protected override string StudentStart(string shown) => $"{shown} is not a student number: ";

    protected override string StudentEmpty => "it is empty. ";

    protected override string StudentCharacter(string shown) => $"{shown} is not allowed. ";

    protected override string StudentTooLong(int characters) => $"{characters} characters are too many. ";

    protected override string StudentRight =>
        "A student number has 1 to 32 letters without accents, digits, dots, hyphens or underscores, such as 042191010.";
}
