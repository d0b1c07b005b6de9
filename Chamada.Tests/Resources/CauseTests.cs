using System.Net;
using System.Net.Sockets;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Log.Sqlite;
using Chamada.Tui.Resources;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tests.Resources;

/// <summary>What the operating system refuses is in the language of the sentence that says so.</summary>
public sealed class CauseTests
{
    private static readonly LanguagePack Portuguese = LanguagePack.Of(Language.Portuguese), English = LanguagePack.Of(Language.English);

    [Theory]
    [InlineData("Access to the path '/root/x' is denied.", "sem permissão", "permission denied")]
    [InlineData("Permission denied", "sem permissão", "permission denied")]
    [InlineData("Could not find file '/x'.", "esse arquivo ou pasta não existe", "there is no such file or folder")]
    [InlineData("Could not find a part of the path '/x/y'.", "esse arquivo ou pasta não existe", "there is no such file or folder")]
    [InlineData("No space left on device : '/x'", "não há mais espaço no disco", "no space left on the disk")]
    [InlineData("SQLite 13: database or disk is full", "não há mais espaço no disco", "no space left on the disk")]
    [InlineData("Read-only file system : '/x'", "o disco só pode ser lido", "the disk can only be read")]
    [InlineData("Is a directory : '/x'", "é uma pasta", "it is a folder")]
    [InlineData("Not a directory : '/x/y'", "há um arquivo onde devia haver uma pasta", "there is a file where a folder is needed")]
    [InlineData("The process cannot access the file '/x' because it is being used by another process.", "outro programa está usando",
        "another program holds it")]
    [InlineData("Too many open files : '/x'", "há arquivos abertos demais", "too many files are open")]
    [InlineData("Address already in use", "outro programa já usa esse endereço e porta", "another program listens there")]
    [InlineData("Cannot assign requested address", "esta máquina não tem esse endereço", "this machine does not have that address")]
    [InlineData("Connection refused", "nada atende nessa porta", "nothing listens there")]
    [InlineData("Connection timed out", "ninguém respondeu a tempo", "no answer in time")]
    [InlineData("No route to host", "não há caminho até essa rede", "no way to that network")]
    [InlineData("Name or service not known", "esse nome não existe na rede", "no such host")]
    [InlineData("Connection reset by peer", "o outro lado cortou a conexão", "the other side broke the connection off")]
    [InlineData("Something that nobody has seen yet", "Something that nobody has seen yet", "Something that nobody has seen yet")]
    public void Common_causes_have_words_in_both_languages(string cause, string portuguese, string english)
    {
        Assert.Equal(portuguese, Portuguese.Folder.Cause(cause));
        Assert.Equal(english, English.Folder.Cause(cause));
    }

    [Fact]
    public void Every_sentence_that_gives_a_cause_gives_it_in_its_own_language()
    {
        const string Denied = "Access to the path '/d/x' is denied.";
        IPEndPoint here = new(IPAddress.Loopback, 5050);
        ServerAddress server = new("10.0.0.1", 5050);
        LanguagePack text = Portuguese;
        string[] said =
        [
            text.Serve.CannotListen(here, Denied), text.Serve.KeysUnreadable("/d/x", Denied),
            text.Serve.CannotUseCertificate("/d/x", Denied), text.Serve.CannotUseCertificate("", Denied),
            .. Enum.GetValues<JournalFaultKind>().Select(kind => text.Serve.CannotUseData(new JournalFault(kind, "/d", Denied))),
            text.Usage.BatchUnreadable("/d/x", text.Usage.Cause(new IOException(Denied))),
            text.Rosters.Fault("/d/x", new FileReading(null, FileFault.Failed, Denied)),
            text.Result.Unreachable(server, new ClientError(ClientFault.Unreachable, Denied)),
            text.Result.Disconnected(server, new ClientError(ClientFault.Disconnected, Denied)),
            text.Result.NoTls(server, Denied), text.Result.Unbelieved(server, Denied),
            .. ((string[])["CertificateKept", "ListNotMoved", "Failed", "PutOff", "AcceptFailed"])
                .Select(name => text.Log.Line(name, static value => value == "Path" ? "/d/x" : Denied) ?? ""),
            text.Folder.Cause("/d/x", new IOException(Denied)),
            text.Folder.Cause(new FolderError("/d/x", "not a saved roll call: 'x' is an invalid start of a value", FolderFault.Damaged)),
        ];
        Assert.All(said, static sentence =>
        {
            Assert.NotEmpty(sentence);
            Assert.DoesNotContain(" is ", sentence, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void What_the_operating_system_really_says_is_known()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the words are those of Linux");
        using TcpListener held = new(IPAddress.Loopback, 0);
        held.Start();
        Assert.Equal("outro programa já usa esse endereço e porta", Said(() =>
        {
            using Socket second = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            second.Bind(held.LocalEndpoint);
        }));
        Assert.Equal("esse arquivo ou pasta não existe", Said(static () => File.ReadAllText("/no/such/file")));
        Assert.Equal("sem permissão", Said(static () => File.ReadAllText("/"))); // So .NET says of a folder.
        Assert.Equal("não há mais espaço no disco", Said(static () => File.WriteAllText("/dev/full", "x")));
        Assert.Equal("o nome é longo demais", Said(static () => File.WriteAllText("/tmp/" + new string('n', 300), "")));
        Assert.Equal("esta máquina não tem esse endereço", Said(static () =>
        {
            using Socket elsewhere = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            elsewhere.Bind(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0));
        }));

        static string Said(Action refused) => Portuguese.Folder.Cause(Assert.ThrowsAny<Exception>(refused).Message);
    }
}
