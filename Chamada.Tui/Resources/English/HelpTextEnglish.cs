using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

internal sealed class HelpTextEnglish : HelpText
{
    public override string UsageTitle => "Usage:";

    public override string CommandsTitle => "Commands:";

    public override string OptionsTitle => "Options:";

    public override string ExamplesTitle => "Examples:";

    public override string CommandsPlace => "COMMAND";

    public override string OptionsPlace => "[OPTIONS]";

    public override string Default(string value) => $"(default: {value})";

    public override string MoreHelp => "Help on a command: chamada COMMAND --help";

    public override string ExitCodes =>
        "Exit codes: 0 done; 1 refused; 2 wrong usage or input; 3 no server, or a server, port or folder failed.";

    public override string Program =>
        """
        Chamada: the roll call for classrooms.
        A teacher opens a class's roll call, students register from their own machines, and the teacher closes it and keeps the list.
        """;

    public override IReadOnlyList<string> ProgramExamples =>
    [
        "chamada teacher                                   the teacher's screen",
        "chamada student                                   the student's screen",
        "chamada serve                                     a server alone",
        "chamada teacher --open 3030                       open a roll call",
        "chamada student --class 3030 --student 042191010  register a student",
        "chamada teacher --close 3030                      close it and get the list",
        "chamada roster 3030 --import students.csv         keep the class's list",
    ];

    public override string Serve => "Run the server that teachers and students connect to, until Ctrl+C.";

    public override IReadOnlyList<string> ServeExamples =>
    [
        "chamada serve",
        "chamada serve --bind 127.0.0.1 --port 0 --memory",
    ];

    public override string Teacher => "Open, list and close roll calls: on a screen, or with one of the flags from a script.";

    public override string TeacherInScript => "chamada teacher --open 3030";

    public override IReadOnlyList<string> TeacherExamples =>
    [
        "chamada teacher",
        "chamada teacher --class 3030 --for 10m",
        "chamada teacher --server 192.168.0.10",
        TeacherInScript,
        "chamada teacher --list 3030 --json",
        "chamada teacher --close 3030",
    ];

    public override string Student => "Register presence: on a screen, or with --class from a script.";

    public override string StudentInScript => "chamada student --class 3030 --student 042191010";

    public override IReadOnlyList<string> StudentExamples =>
    [
        "chamada student",
        "chamada student --server 192.168.0.10",
        "chamada student --door --class 3030",
        StudentInScript,
        "chamada student --class 3030 --batch students.txt --json",
    ];

    public override string Roster => "Shows the list of a class, or reads it from a file: CSV, text or .xlsx.";

    public override IReadOnlyList<string> RosterExamples =>
    [
        "chamada roster 3030",
        "chamada roster 3030 --import students.xlsx",
        "chamada roster 3030 --import grades.csv --number RA --name Student --dry-run",
    ];

    public override string ImportRoster =>
        "Reads the list from a file and keeps it instead of the one before; - reads stdin. Only where there is no doubt.";

    public override string NumberColumn => "The column of the student numbers: its heading, or 1, 2, …";

    public override string NameColumn => "The column of the names, likewise; with +, first and last name; 0 for none.";

    public override string Sheet => "The sheet of an .xlsx file (default: the first).";

    public override string Encoding => "The text's encoding where it is not certain, such as windows-1252 or cp850.";

    public override string NoPunctuation => "Keeps letters and digits of the numbers alone: 15/0012345 as 150012345.";

    public override string DryRun => "Shows what would be kept, and keeps nothing.";

    public override string Peers => "Lists who hosts roll calls on the local network, and where.";

    public override IReadOnlyList<string> PeersExamples =>
    [
        "chamada peers",
        "chamada peers --class 3030 --json",
        "chamada peers --watch",
    ];

    public override string Doctor =>
        "Checks whether students will find and reach this machine, as far as it can tell by itself. Exit code 0 when all is well, 3 "
            + "otherwise.";

    public override IReadOnlyList<string> DoctorExamples =>
    [
        "chamada doctor",
        "chamada doctor --port 5051 --json",
    ];

    public override string Help => "Show this help.";

    public override string Version => "Show the version.";

    public override string Lang => "Language: pt-BR or en (default: CHAMADA_LANG, else the locale, else pt-BR).";

    public override string Server => "Where the server is.";

    public override string ServerOrSearch =>
        "Where the server is. Without it, the host of the class is looked for: on this machine, then on the local network.";

    public override string Timeout => "How long to wait for the server, retries included.";

    public override string Json => "Print one JSON object a line.";

    public override string Bind => "The IP address to listen on.";

    public override string Port => "The TCP port; 0 lets the system choose a free one.";

    public override string Data => "The folder of the database.";

    public override string Memory => "Keep everything in memory only; it is gone when the server stops.";

    public override string Store =>
        "The PostgreSQL database in which roll calls last, which any number of servers share: postgresql://USER@HOST,HOST2/DATABASE "
        + "(default: CHAMADA_STORE, else the folder). The password comes from PGPASSFILE, PGPASSWORD or passfile= in it.";

    public override string MaxConnections => "How many connections at once.";

    public override string MaxBuffers =>
        "How many MiB all connections together may hold while they are served, half of it those of one address; whoever needs more "
        + "waits or is refused (default: a quarter of the memory).";

    public override string MaxPerAddress => "How many connections from one address at once; one more is refused.";

    public override string Rate => "How many requests a second from one address in the long run; four times as many may come at once.";

    public override string MaxOpen => "How many roll calls at once that were opened from one address; twenty times as many in all.";

    public override string MaxStudents => "How many students on the list of one roll call.";

    public override string LimitLoopback => "These limits hold for this machine itself, too.";

    public override string IdleTimeout => "Close a connection that says nothing for so long; 0 for never.";

    public override string RequestTimeout => "Close a connection that leaves a request half sent for so long.";

    public override string KeepClosed =>
        "How long a closed list that its teacher has not fetched stays in the database, counted while the server runs; then it is moved to "
            + "the folder unfetched.";

    public override string Metrics => "Show what the server measures at http://ADDRESS:PORT/metrics, as Prometheus reads it.";

    public override string LogFormat => "How the log is written: lines to read, or a JSON object a line.";

    public override string Verbose => "Report every connection on stderr.";

    public override string Embed => "This program is the server, even where one runs on this machine already. With the screen only.";

    public override string NoEmbed => "This program is never the server.";

    public override string EmbeddedPort =>
        "The port at which this machine's server is, or at which this program will be it; 0 picks a free one.";

    public override string EmbeddedBind =>
        "The IP address at which this program listens when it is the server (default: all of the machine's, IPv4 and IPv6).";

    public override string Guests => "Lets other machines open roll calls on this server; without it only this machine does.";

    public override string ServerOrEmbed =>
        "Where the server is. Without it the screen uses this machine's server, or this program becomes it; a script uses 127.0.0.1:5050.";

    public override string NoAnnounce => "Does not tell the local network which classes are open: students then need the address.";

    public override string NoRedirect => "Sends no student on to another server of the network that hosts their class.";

    public override string NoWeb => "Shows phones and other browsers no page on which to check in.";

    public override string ClientTls =>
        "Speaks TLS to the server. It is believed where the system trusts its certificate, or where it shows the key that it showed first.";

    public override string Fingerprint =>
        "With TLS: only a server with this fingerprint is believed, the SHA-256 of its key that its log tells, or that of its certificate.";

    public override string ServeTls =>
        "Speaks TLS, too, on the same port, with a certificate of its own that is made on first use; the log tells its fingerprint.";

    public override string Certificate =>
        "With --tls: the certificate to show in its place, a file in PEM, its issuers behind it; read again when it changes.";

    public override string CertificateKey => "The certificate's key, a file in PEM; without it it stands in the certificate's file.";

    public override string TlsOnly => "With --tls: whoever does not speak TLS is told so and closed.";

    public override string Allow =>
        "Serves only who comes from these networks, and this machine itself: 10.0.0.0/8, or local. May be "
        + "given several times.";

    public override string TeacherKeyFile =>
        "Opens roll calls only for teachers with a key of this file, one a line: KEY, NAME KEY, or NAME KEY admin "
        + "(may also close what others left open). Read again on SIGHUP. Without it: the variable CHAMADA_TEACHER_KEY.";

    public override string KeyFile =>
        "File with the teacher key for a server that asks for one. Without it: the variable "
        + "CHAMADA_TEACHER_KEY.";

    public override string WebNames =>
        "Domain names of this server, with commas between them, under which browsers may check in; addresses and local names always count.";

    public override string AnnouncedName => "The name that everybody on the local network sees beside the open classes.";

    public override string Links =>
        "Networks on which to announce and to look, by their interfaces' names with commas between them, or none (default: CHAMADA_LINKS, "
            + "else all local ones).";

    public override string PeersOfClass => "Only hosts of this class.";

    public override string WatchPeers => "Goes on and tells who comes, changes and leaves, until Ctrl+C.";

    public override string SearchTime => "How long to wait for answers (default: 1, and 3 more where nobody has answered).";

    public override string DoctorPort => "The port on which the server is, or is meant to be.";

    public override string Open => "Open the roll call of a class.";

    public override string For => "With --open or --class: the server closes the roll call by itself after this time, such as 10m.";

    public override string AskCode =>
        "With --open: students need the code on the board, another one every 5 to 60 SECONDS (default 15). Alone, with a CLASS: print the "
        + "code of now.";

    public override string DeviceRule =>
        "With --open: what a second student from one device gets: registered and flagged, refused, or nobody looks.";

    public override string From =>
        "With --open: from which networks students may register, such as 192.168.0.0/24,fd00::/8; local: the server's own.";

    public override string Listed =>
        "With --open: what a number gets that is not on the class list kept here: flagged, asked to look again, or refused. "
        + "The numbers go to the server, never the names.";

    public override string Lessons => "With --open: how many lessons the roll call stands for (otherwise as the class has settled, or 1).";

    public override string LateAfter =>
        "With --open: how long after the opening a student is late, such as 10m; 0 for never (otherwise as the class has settled).";

    public override string DayPlace => "DATE";

    public override string MomentPlace => "DATE[THH:MM[:SS]]";

    public override string TextPlace => "TEXT";

    public override string PercentPlace => "PERCENT";

    public override string StudentCode => "The six digits on the board, where the class asks for a code.";

    public override string Confirm => "Register although the number is not on the class list, where the teacher lets you.";

    public override string WantsReceipt =>
        "Print the receipt, too: chamada verify finds by it the entry in the list that the teacher saves.";

    public override string CodePlace => "[SECONDS|CLASS]";

    public override string DigitsPlace => "DIGITS";

    public override string NetworksPlace => "NETWORKS";

    public override string Close => "Close the roll call of a class, save its list in your data folder and print it.";

    public override string Admin =>
        "With --close: close what somebody else left open, with a key that has this right. The record says whose key it was; the list "
        + "waits for who opened it.";

    public override string List => "Print who is present in the open roll call of a class.";

    public override string Qr => "With --open: draw the QR code that leads phones to the class, and print its address.";

    public override string Rolls => "Print which roll calls are open.";

    public override string Class => "The class: a number of 1 to 18 digits.";

    public override string StudentNumber => "The student number: 1 to 32 letters, digits, dots, hyphens or underscores.";

    public override string Plain =>
        "no screen: lines and numbered choices, for screen readers and plain terminals";

    public override string Door =>
        "A screen for a machine at the door: one class, one student after the other. Keeps them while the server is away.";

    public override string Batch => "Register every student of a file, one a line; - reads stdin.";

    public override string ClassPlace => "CLASS";

    public override string StudentPlace => "ID";

    public override string ServerPlace => "HOST[:PORT]";

    public override string AddressPlace => "ADDRESS";

    public override string PortPlace => "PORT";

    public override string FolderPlace => "DIR";

    public override string FilePlace => "FILE|-";

    public override string ColumnPlace => "COLUMN";

    public override string NumberPlace => "N";

    public override string TimePlace => "TIME";

    public override string SecondsPlace => "SECONDS";

    public override string NamePlace => "NAME";

    public override string NamesPlace => "NAMES";

    public override string LinksPlace => "NAMES|none";
}
