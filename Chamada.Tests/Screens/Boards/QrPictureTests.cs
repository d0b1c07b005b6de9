using Chamada.Tests.EndToEnd;
using Chamada.Tui.Screens.Boards;

namespace Chamada.Tests.Screens.Boards;

public sealed class QrPictureTests
{
    private const string Url = "http://192.168.0.10:5050/3030?c=123456";

    [Theory]
    [InlineData(Url, 1)]
    [InlineData(Url, 2)]
    [InlineData(Url, 3)]
    [InlineData("http://255.255.255.255:65535/123456789012345678?c=000000", 1)]
    [InlineData("http://[2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff]:5050/3030?c=987654", 1)]
    [InlineData(@"WIFI:T:WPA;S:Sala \;\:\,\\\"" 3;P:çÃo não é ASCII;;", 1)]
    public async Task A_reader_reads_what_it_says_at_any_scale(string text, int scale) =>
        Assert.Equal(text, await QrReader.ReadAsync(QrPicture.Of(text).Lines(scale)));

    [Fact]
    public async Task Drawn_the_other_way_round_it_is_for_terminals_with_bright_letters()
    {
        string[] lines = QrPicture.Of(Url).LightLines(1);
        Assert.Equal("", await QrReader.ReadAsync(lines));
        Assert.Equal(Url, await QrReader.ReadAsync(string.Join('\n', lines), isLight: false));
    }

    [Fact]
    public void The_address_of_a_class_with_its_code_stands_in_80_columns_and_20_rows_beside_the_text()
    {
        QrPicture picture = QrPicture.Of("http://192.168.100.100:5050/3030?c=123456");
        Assert.True(picture.Columns(1) <= 37 && picture.Rows(1) <= 20, $"{picture.Columns(1)}x{picture.Rows(1)}");
        Assert.Equal(1, picture.Fit(44, 20));
        Assert.Equal(2, picture.Fit(84, 36));
        Assert.Equal(0, picture.Fit(30, 20));
        Assert.Equal(0, picture.Fit(44, 12));
    }

    [Fact]
    public void Around_it_are_four_modules_of_white()
    {
        string[] lines = QrPicture.Of(Url).Lines(1);
        Assert.All(lines.Take(2), static line => Assert.Equal("", line.Trim()));
        Assert.All(lines, static line => Assert.Equal(("    ", "    "), (line[..4], line[^4..])));
        Assert.StartsWith("    █▀▀▀▀▀█", lines[2], StringComparison.Ordinal);
        Assert.Equal(lines[0].Length, lines.Length * 2, 1.0);
    }
}
