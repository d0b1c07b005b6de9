using System.Globalization;
using System.Net;
using System.Text.Json;
using Chamada.Core.Archive;
using Chamada.Core.Hosting;
using Chamada.Core.Rolls;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Compatibility;

/// <summary>Whatever the first edition left on disk is read as it was meant.</summary>
public sealed class FirstEditionTests : IDisposable
{
    private readonly FirstEdition _edition = new();

    public static TheoryData<string, string> Asked
    {
        get
        {
            using JsonDocument answers = JsonDocument.Parse(File.ReadAllBytes(FirstEdition.Answers));
            TheoryData<string, string> rows = [];
            foreach (JsonElement entry in answers.RootElement.EnumerateArray())
            {
                rows.Add(entry.GetProperty("request").GetString()!, entry.GetProperty("answer").GetString()!);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task A_server_on_the_old_folder_answers_as_the_old_one_did(string request, string answer) =>
        await WithServerAsync(async server =>
        {
            using RawPeer peer = await RawPeer.ConnectAsync(server);
            await peer.SendAsync("HELLO 3\r\n" + request + "\r\n");
            await peer.ReadToAsync("modules\r\n*0\r\n");
            await peer.ExpectAsync(answer);
        });

    [Fact]
    public async Task Roll_calls_of_the_text_protocol_go_on_and_end_as_they_would_have()
    {
        await WithServerAsync(async server =>
        {
            using RawPeer peer = await RawPeer.ConnectAsync(server);
            await peer.SendAsync("7070,teacher");
            await peer.ExpectAsync(
                "A chamada da turma 7070 foi encerrada em 26/11/2026 às 21:40! Os seguintes alunos registraram presença: ['71', '72']");
            await peer.SendAsync("81/8080,student");
            await peer.ExpectAsync("Esta turma não está com presença ativa. Solicitação rejeitada em 26/11/2026 às 21:40");
        });
    }

    [Fact]
    public async Task Whoever_was_taken_off_is_still_refused_and_who_was_registered_keeps_the_time()
    {
        await WithServerAsync(async server =>
        {
            using RawPeer peer = await RawPeer.ConnectAsync(server);
            await peer.SendAsync("PRESENT 3030 042191012\r\nPRESENT 3030 042191015\r\n");
            await peer.ExpectAsync("*3\r\n:0\r\n$29\r\n2026-11-26T21:40:00.000-03:00\r\n+REMOVED\r\n");
            await peer.ExpectAsync("*3\r\n:3030\r\n$29\r\n2026-11-26T21:36:08.937-03:00\r\n+ALREADY\r\n");
        });
    }

    [Fact]
    public void Every_token_is_found_with_what_is_known_of_its_roll_call()
    {
        IReadOnlyList<StoredToken> tokens = _edition.Teacher.Tokens.All().Value!;
        Assert.Equal(
            [
                "1212 localhost:5151 Saved 12.280 bb349a1da8938b10f03e03c19cb5c5df",
                "1313 localhost:5152 Pending  ba07ccf0a46c6a406f5f6f042514fb86",
                "3030 127.0.0.1:5050 Opened 08.887 b5dfdb1e10353ced80e3ade09a4e971a",
                "4040 127.0.0.1:5050 Opened 08.986 85530c8973d641067e8366dc5177552c",
                "5050 127.0.0.1:5050 Opened 09.070 420d87422cd3507ef16ee3ee3c119360",
                "6060 127.0.0.1:5050 Opened 09.176 e4560554a82c64b9e96a94b51c9deffb",
                "999999999999999999 127.0.0.1:5050 Opened 09.047 4428522f5b69d89bde88cb702b85eb03",
            ],
            tokens.Select(static token => string.Create(
                CultureInfo.InvariantCulture, $"{token.Class} {token.Server} {token.State} {token.OpenedAt:ss.fff} {token.Token}")));
    }

    [Fact]
    public void Saved_lists_show_who_was_there_and_everything_that_happened()
    {
        IReadOnlyList<SavedListFile> history = _edition.Teacher.SavedLists.Files().Value!;
        Assert.Equal(["1212", "1111", "1010"], history.Select(static saved => saved.Class.ToString()));
        SavedList roll = SavedListFolder.Read(history[2]).Value!;
        Assert.Equal(DateTimeOffset.Parse("2026-11-26T21:36:11.413-03:00", CultureInfo.InvariantCulture), roll.OpenedAt);
        Assert.Equal(DateTimeOffset.Parse("2026-11-26T21:36:11.457-03:00", CultureInfo.InvariantCulture), roll.ClosedAt);
        Assert.Equal(
            ["10 11.422 Present ", "-20 11.440 Marked =came late"],
            roll.Students.Select(static one => string.Create(CultureInfo.InvariantCulture,
                $"{one.Student} {one.At:ss.fff} {one.Mark} {one.Reason}")));
        Assert.Equal(
            ["10 Present ", "guest Present ", "-20 Marked =came late", "guest Removed wrong class"],
            roll.Record.Select(static entry => $"{entry.Student} {entry.Mark} {entry.Reason}"));
    }

    [Fact]
    public void Class_lists_are_read_with_their_names()
    {
        RosterFolder rosters = _edition.Teacher.Rosters;
        Assert.Equal(["1010", "3030"], rosters.Classes().Value!.Select(static number => number.ToString()));
        Assert.Equal(
            ["042191010 Ana Lima", "042191012 Bruno \"Bru\" Reis", "042191015 Érica Nogueira", "042191020 "],
            rosters.Read(ClassNumber.From(3030)).Value!.Roster.Entries.Select(static entry => $"{entry.Student} {entry.Name}"));
    }

    public void Dispose() => _edition.Dispose();

    private async Task WithServerAsync(Func<IPEndPoint, Task> act)
    {
        ServerStart start = await RollServer.StartAsync(
            new ServerOptions { Address = IPAddress.Loopback, Port = 0, DataFolder = _edition.Server }, _edition.Clock);
        Assert.True(start.Try(out RollServer? server, out StartFault? fault), fault?.ToString());
        await using (server)
        {
            await act(server.EndPoint);
        }
    }
}
