using System.Globalization;
using System.Runtime.Versioning;
using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Archive;

[SupportedOSPlatform("linux")]
public sealed class TeacherFolderTests : IDisposable
{
    private static readonly ServerAddress Server = new("10.0.0.7", 5050);
    private static readonly ClassNumber Class = ClassNumber.From(3030);
    private static readonly DateTimeOffset Opened = DateTimeOffset.Parse("2026-11-22T16:30:00.001-03:00", CultureInfo.InvariantCulture);

    private readonly TemporaryFolder _temporary = new();
    private readonly TeacherFolder _folder;
    private int _made;

    public TeacherFolderTests() => _folder = new TeacherFolder(Path.Combine(_temporary.Path, "a", "chamada"));

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_token_is_on_disk_before_it_is_used_and_only_its_owner_can_read_it()
    {
        using ReservedToken reserved = Reserve();

        StoredToken stored = Assert.Single(Find());
        Assert.Equal("token-1", stored.Token);
        Assert.Equal(TokenState.Pending, stored.State);
        Assert.Equal(Server, stored.Server);
        Assert.Equal("token-1", reserved.Token);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(stored.File));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(_folder.Path));
        Assert.DoesNotContain("token-1", stored.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_confirmed_token_is_found_again_with_its_time_by_a_later_program()
    {
        using (ReservedToken reserved = Reserve())
        {
            Assert.Null(reserved.Confirm(Opened));
        }

        StoredToken stored = Assert.Single(new TeacherFolder(_folder.Path).Tokens.Find(Server, Class).Value!);
        Assert.Equal(TokenState.Opened, stored.State);
        Assert.Equal(Opened, stored.OpenedAt);
        Assert.Equal(Opened.Offset, stored.OpenedAt!.Value.Offset);
    }

    [Fact]
    public void A_token_whose_answer_was_lost_is_taken_up_again()
    {
        Reserve().Dispose();

        using ReservedToken again = Reserve();

        Assert.Equal("token-1", again.Token);
        Assert.Null(again.Confirm(Opened));
        Assert.Equal(TokenState.Opened, Assert.Single(Find()).State);
    }

    [Fact]
    public void A_token_that_a_running_program_waits_with_is_not_taken_up()
    {
        using ReservedToken first = Reserve();
        using ReservedToken second = Reserve();

        Assert.Equal("token-2", second.Token);
        Assert.Equal(["token-2", "token-1"], Find().Select(token => token.Token));
    }

    [Fact]
    public void A_token_that_was_taken_up_is_not_taken_up_by_a_third()
    {
        Reserve().Dispose();
        using ReservedToken second = Reserve();
        using ReservedToken third = Reserve();

        Assert.Equal("token-1", second.Token);
        Assert.Equal("token-2", third.Token);
    }

    [Fact]
    public void An_open_roll_call_keeps_its_token_when_the_class_is_opened_once_more()
    {
        using (ReservedToken first = Reserve())
        {
            Assert.Null(first.Confirm(Opened));
        }

        using (ReservedToken second = Reserve())
        {
            Assert.Equal("token-2", second.Token);
            Assert.Null(second.Forget());
        }

        Assert.Equal("token-1", Assert.Single(Find()).Token);
    }

    [Fact]
    public void Of_many_programs_at_once_each_has_a_token_of_its_own()
    {
        ReservedToken[] reserved = new ReservedToken[8];
        Parallel.For(0, reserved.Length, i => reserved[i] = Reserve());

        Assert.Equal(reserved.Length, reserved.Select(token => token.Token).Distinct().Count());
        Assert.Equal(reserved.Length, Find().Count);
        Array.ForEach(reserved, token => token.Dispose());
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost")]
    [InlineData("::1", "LocalHost")]
    [InlineData("Server.Example.ORG", "server.example.org")]
    public void One_server_under_two_names_is_one_server(string opened, string closed)
    {
        _folder.Tokens.Reserve(new ServerAddress(opened, 5050), Class, () => "t").Value!.Dispose();

        Assert.Single(_folder.Tokens.Find(new ServerAddress(closed, 5050), Class).Value!);
        Assert.Empty(_folder.Tokens.Find(new ServerAddress(closed, 5051), Class).Value!);
        Assert.Empty(_folder.Tokens.Find(new ServerAddress(closed, 5050), ClassNumber.From(303)).Value!);
    }

    [Theory]
    [InlineData("fe80::1%eth0")]
    [InlineData("..")]
    [InlineData("ção.example")]
    [InlineData("%2e%2e\\x")]
    public void No_host_name_leads_out_of_the_folder(string host)
    {
        ServerAddress server = new(host, 1);
        _folder.Tokens.Reserve(server, Class, () => "t").Value!.Dispose();

        StoredToken stored = Assert.Single(_folder.Tokens.Find(server, Class).Value!);
        Assert.Equal(server, stored.Server);
        Assert.Equal(Path.Combine(_folder.Path, "tokens"), Path.GetDirectoryName(stored.File));
    }

    [Fact]
    public void A_host_name_of_any_length_fits()
    {
        foreach (char last in "ab")
        {
            _folder.Tokens.Reserve(new ServerAddress(new string('h', 5000) + last, 1), Class, () => $"t{last}").Value!.Dispose();
        }

        StoredToken stored = Assert.Single(_folder.Tokens.Find(new ServerAddress(new string('h', 5000) + 'b', 1), Class).Value!);
        Assert.Equal("tb", stored.Token);
    }

    [Fact]
    public void A_saved_roll_call_waits_for_the_servers_receipt_and_is_then_forgotten()
    {
        using (ReservedToken reserved = Reserve())
        {
            Assert.Null(reserved.Confirm(Opened));
        }

        Assert.Null(TokenFolder.MarkSaved(Find()[0], "list.json"));
        StoredToken saved = Assert.Single(Find());
        Assert.Equal((TokenState.Saved, "list.json"), (saved.State, saved.ListFile));
        Assert.Equal(Opened, saved.OpenedAt);

        Assert.Null(TokenFolder.Forget(saved));
        Assert.Empty(Find());
        Assert.Null(TokenFolder.Forget(saved));
    }

    [Fact]
    public void A_damaged_token_is_named_and_takes_no_other_with_it()
    {
        using (ReservedToken reserved = Reserve())
        {
            File.WriteAllText(reserved.Stored.File, "{\"server\":");
        }

        using ReservedToken second = Reserve();
        FolderListing<StoredToken> found = _folder.Tokens.Find(Server, Class).Value!;
        Assert.Equal("token-2", Assert.Single(found).Token);
        FolderError error = Assert.Single(found.Unreadable);
        Assert.EndsWith("3030@10.0.0.7%3A5050.1.json", error.Path, StringComparison.Ordinal);
        Assert.StartsWith("not a stored token: ", error.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_error_with_its_path_and_cause()
    {
        File.WriteAllText(Path.Combine(_temporary.Path, "a"), "in the way");

        FolderError error = _folder.Tokens.Reserve(Server, Class, () => "t").Error!;

        Assert.StartsWith(_temporary.Path, error.Path, StringComparison.Ordinal);
        Assert.NotEmpty(error.Cause);
        Assert.NotNull(_folder.SavedLists.Save(Roll()).Error);
    }

    [Fact]
    public void Classes_used_before_come_with_the_latest_first()
    {
        Assert.Empty(_folder.Classes().Value!);
        foreach ((long number, int minutes) in (ReadOnlySpan<(long, int)>)[(10, 0), (20, 5), (10, 9)])
        {
            Assert.Null(_folder.SavedLists.Save(Roll() with
            {
                Class = ClassNumber.From(number),
                OpenedAt = Opened.AddMinutes(minutes)
            }).Error);
        }

        using ReservedToken reserved = _folder.Tokens.Reserve(Server, ClassNumber.From(30), () => "t").Value!;
        Assert.Null(reserved.Confirm(Opened.AddMinutes(7)));

        Assert.Equal([10, 30, 20], _folder.Classes().Value!.Select(used => used.Class.Value));
    }

    [Theory]
    [InlineData("/data", "/home/ana", "/data/chamada")]
    [InlineData(null, "/home/ana", "/home/ana/.local/share/chamada")]
    [InlineData("", "/home/ana", "/home/ana/.local/share/chamada")]
    [InlineData("relative", "/home/ana", "/home/ana/.local/share/chamada")]
    public void The_folder_is_where_the_xdg_specification_says(string? data, string home, string expected) =>
        Assert.Equal(expected, TeacherFolder.DefaultPath(name => name == "XDG_DATA_HOME" ? data : name == "HOME" ? home : null));

    private ReservedToken Reserve() =>
        _folder.Tokens.Reserve(Server, Class, () => $"token-{Interlocked.Increment(ref _made)}").Value!;

    private IReadOnlyList<StoredToken> Find() => _folder.Tokens.Find(Server, Class).Value!;

    private static SavedList Roll() => new(Class, Opened, Opened.AddMinutes(10), Server, []);
}
