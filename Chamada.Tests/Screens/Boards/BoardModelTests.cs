using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tui.Screens.Boards;
using Chamada.Tui.Screens.Frames;

namespace Chamada.Tests.Screens.Boards;

public sealed class BoardModelTests : IDisposable
{
    private static readonly ServerAddress Here = new("127.0.0.1", 5050), First = new("192.168.0.10", 5050), Second = new("10.1.2.3", 5050);

    private readonly TemporaryFolder _folder = new();
    private readonly ModelThread _thread = new();
    private readonly Subject _subject = new();

    [Fact]
    public void Without_a_code_the_address_has_none_and_with_one_only_the_picture_has_it()
    {
        BoardModel board = Board(new FixedAddresses(Here, First));
        Assert.Equal(("http://192.168.0.10:5050/3030", "http://192.168.0.10:5050/3030"), (board.TypedUrl, board.Url));
        _subject.Code = new ClassCode("012345", TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(9), 0);
        Assert.Equal(("http://192.168.0.10:5050/3030", "http://192.168.0.10:5050/3030?c=012345"), (board.TypedUrl, board.Url));
    }

    [Fact]
    public async Task A_reader_reads_each_code_as_it_comes()
    {
        BoardModel board = Board(new FixedAddresses(Here, First));
        foreach (string digits in (string[])["000000", "493021", "999999", "493021"])
        {
            _subject.Code = new ClassCode(digits, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15), 0);
            Assert.Equal($"http://192.168.0.10:5050/3030?c={digits}", await QrReader.ReadAsync(board.Picture.Lines(1)));
        }

        _subject.Code = null;
        Assert.Equal("http://192.168.0.10:5050/3030", await QrReader.ReadAsync(board.Picture.Lines(1)));
    }

    [Fact]
    public void The_key_goes_through_the_networks_and_a_network_that_goes_takes_its_address_along()
    {
        FixedAddresses reach = new(Here, First, Second);
        BoardModel board = Board(reach);
        Assert.Equal((0, "http://192.168.0.10:5050/3030"), (board.Shown, board.Url));
        board.ShowNextAddress();
        Assert.Equal((1, "http://10.1.2.3:5050/3030"), (board.Shown, board.Url));

        // It stays with its network when the order changes.
        reach.Become(Second, First);
        Assert.Equal((0, "http://10.1.2.3:5050/3030"), (board.Shown, board.Url));
        reach.Become(First);
        Assert.Equal((0, "http://192.168.0.10:5050/3030"), (board.Shown, board.Url));
        board.ShowNextAddress();
        Assert.Equal("http://192.168.0.10:5050/3030", board.Url);
    }

    [Theory]
    [InlineData("localhost", true, "http://127.0.0.1:5050/3030")]
    [InlineData("127.0.0.1", true, "http://127.0.0.1:5050/3030")]
    [InlineData("school.example", false, "http://school.example:5050/3030")]
    public void Without_any_network_it_shows_what_this_machine_uses_and_says_so(string host, bool isOnlyHere, string url)
    {
        BoardModel board = Board(new FixedAddresses(new ServerAddress(host, 5050)));
        Assert.Equal((isOnlyHere, url, false), (board.IsOnlyHere, board.Url, board.IsLooking));
    }

    [Fact]
    public void An_address_of_IPv6_stands_in_brackets() =>
        Assert.Equal("http://[fd00::1]:5050/3030", Board(new FixedAddresses(Here, new ServerAddress("fd00::1", 5050))).Url);

    [Fact]
    public void Before_the_first_look_it_says_that_it_is_looking() =>
        Assert.True(Board(new FixedAddresses(Here, (IReadOnlyList<ServerAddress>?)null)).IsLooking);

    public void Dispose() => _folder.Dispose();

    private BoardModel Board(FixedAddresses reach) => new(_subject, reach, new RoomWifi(new WifiFile(_folder.Path), _thread));

    private sealed class Subject : IBoardSubject
    {
        public ClassNumber Class { get; } = ClassNumber.From(3030);

        public AttendanceSheet Sheet { get; } = new();

        public DateTimeOffset? OpenedAt => null;

        public DateTimeOffset? ClosesAt => null;

        public TimeSpan ServerAhead => TimeSpan.Zero;

        public ClassCode? Code { get; set; }
    }
}
