namespace Chamada.Tui.Resources.Texts;

/// <summary>What <c>--help</c> shows.</summary>
internal abstract class HelpText
{
    public abstract string UsageTitle { get; }

    public abstract string CommandsTitle { get; }

    public abstract string OptionsTitle { get; }

    public abstract string ExamplesTitle { get; }

    public abstract string CommandsPlace { get; }

    public abstract string OptionsPlace { get; }

    public abstract string Default(string value);

    public abstract string MoreHelp { get; }

    public abstract string ExitCodes { get; }

    /// <summary>What the program is, for somebody who sees it for the first time.</summary>
    public abstract string Program { get; }

    public abstract IReadOnlyList<string> ProgramExamples { get; }

    public abstract string Serve { get; }

    public abstract IReadOnlyList<string> ServeExamples { get; }

    public abstract string Teacher { get; }

    public abstract IReadOnlyList<string> TeacherExamples { get; }

    /// <summary>One of the teacher's examples that needs no terminal.</summary>
    public abstract string TeacherInScript { get; }

    public abstract string Student { get; }

    public abstract IReadOnlyList<string> StudentExamples { get; }

    /// <summary>One of the student's examples that needs no terminal.</summary>
    public abstract string StudentInScript { get; }

    public abstract string Roster { get; }

    public abstract IReadOnlyList<string> RosterExamples { get; }

    public abstract string ImportRoster { get; }

    public abstract string NumberColumn { get; }

    public abstract string NameColumn { get; }

    public abstract string Sheet { get; }

    public abstract string Encoding { get; }

    public abstract string NoPunctuation { get; }

    public abstract string DryRun { get; }

    public abstract string Peers { get; }

    public abstract IReadOnlyList<string> PeersExamples { get; }

    public abstract string Doctor { get; }

    public abstract IReadOnlyList<string> DoctorExamples { get; }

    public abstract string Help { get; }

    public abstract string Version { get; }

    public abstract string Lang { get; }

    public abstract string Server { get; }

    /// <summary>Where a student's server is looked for when none is named.</summary>
    public abstract string ServerOrSearch { get; }

    public abstract string Timeout { get; }

    public abstract string Json { get; }

    public abstract string Bind { get; }

    public abstract string Port { get; }

    public abstract string Data { get; }

    public abstract string Memory { get; }

    public abstract string Store { get; }

    public abstract string MaxConnections { get; }

    public abstract string MaxPerAddress { get; }

    public abstract string MaxBuffers { get; }

    public abstract string Rate { get; }

    public abstract string MaxOpen { get; }

    public abstract string MaxStudents { get; }

    public abstract string LimitLoopback { get; }

    public abstract string IdleTimeout { get; }

    public abstract string RequestTimeout { get; }

    public abstract string KeepClosed { get; }

    public abstract string Verbose { get; }

    public abstract string LogFormat { get; }

    public abstract string Metrics { get; }

    public abstract string Embed { get; }

    public abstract string NoEmbed { get; }

    public abstract string EmbeddedPort { get; }

    public abstract string EmbeddedBind { get; }

    public abstract string Guests { get; }

    /// <summary>The teacher's server where none is named.</summary>
    public abstract string ServerOrEmbed { get; }

    public abstract string NoAnnounce { get; }

    public abstract string NoRedirect { get; }

    public abstract string NoWeb { get; }

    /// <summary>A client that speaks TLS.</summary>
    public abstract string ClientTls { get; }

    public abstract string Fingerprint { get; }

    /// <summary>A server that speaks TLS.</summary>
    public abstract string ServeTls { get; }

    public abstract string Certificate { get; }

    public abstract string CertificateKey { get; }

    public abstract string TlsOnly { get; }

    public abstract string WebNames { get; }

    public abstract string Allow { get; }

    public abstract string TeacherKeyFile { get; }

    public abstract string KeyFile { get; }

    public abstract string AnnouncedName { get; }

    public abstract string Links { get; }

    public abstract string PeersOfClass { get; }

    public abstract string WatchPeers { get; }

    public abstract string SearchTime { get; }

    public abstract string DoctorPort { get; }

    public abstract string Open { get; }

    public abstract string For { get; }

    /// <summary>The teacher's option for codes: with an opening it asks for one, alone it shows it.</summary>
    public abstract string AskCode { get; }

    public abstract string DeviceRule { get; }

    public abstract string From { get; }

    public abstract string Listed { get; }

    /// <summary>How many lessons a roll call stands for.</summary>
    public abstract string Lessons { get; }

    /// <summary>From when on a student is late.</summary>
    public abstract string LateAfter { get; }

    public abstract string DayPlace { get; }

    public abstract string MomentPlace { get; }

    public abstract string TextPlace { get; }

    public abstract string PercentPlace { get; }

    /// <summary>The code that a student has read.</summary>
    public abstract string StudentCode { get; }

    public abstract string Confirm { get; }

    public abstract string WantsReceipt { get; }

    public abstract string CodePlace { get; }

    public abstract string DigitsPlace { get; }

    public abstract string NetworksPlace { get; }

    public abstract string Close { get; }

    public abstract string Admin { get; }

    public abstract string List { get; }

    public abstract string Rolls { get; }

    public abstract string Qr { get; }

    public abstract string Class { get; }

    public abstract string StudentNumber { get; }

    public abstract string Door { get; }

    public abstract string Plain { get; }

    public abstract string Batch { get; }

    public abstract string ClassPlace { get; }

    public abstract string StudentPlace { get; }

    public abstract string ServerPlace { get; }

    public abstract string AddressPlace { get; }

    public abstract string PortPlace { get; }

    public abstract string FolderPlace { get; }

    public abstract string FilePlace { get; }

    public abstract string ColumnPlace { get; }

    public abstract string NumberPlace { get; }

    public abstract string TimePlace { get; }

    public abstract string SecondsPlace { get; }

    public abstract string NamePlace { get; }

    public abstract string LinksPlace { get; }

    public abstract string NamesPlace { get; }
}
