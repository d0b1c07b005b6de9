using Chamada.Tests.EndToEnd;
using Chamada.Tui.Screens.Boards;

namespace Chamada.Tests.Screens.Boards;

public sealed class WifiNetworkTests
{
    [Theory]
    [InlineData("Sala 12", "giz-e-quadro", "WIFI:T:WPA;S:Sala 12;P:giz-e-quadro;;")]
    [InlineData(@"a;b,c:d\e""f", "12345678", @"WIFI:T:WPA;S:a\;b\,c\:d\\e\""f;P:12345678;;")]
    [InlineData("Café", @"p;;\\word", @"WIFI:T:WPA;S:Café;P:p\;\;\\\\word;;")]
    [InlineData("Visitantes", "", "WIFI:T:nopass;S:Visitantes;;")]
    public void What_phones_read_has_its_signs_escaped(string name, string password, string expected) =>
        Assert.Equal(expected, new WifiNetwork(name, password).QrText);

    [Theory]
    [InlineData("", false)]
    [InlineData("x", true)]
    [InlineData("12345678901234567890123456789012", true)]
    [InlineData("123456789012345678901234567890123", false)]
    [InlineData("çççççççççççççççç", true)]
    [InlineData("ççççççççççççççççç", false)]
    [InlineData("tab\there", false)]
    [InlineData("turned\u202Ehere", false)]
    [InlineData("\u3164", false)]
    [InlineData("👩‍🏫", true)]
    public void A_name_has_1_to_32_bytes(string name, bool isOne) => Assert.Equal(isOne, WifiNetwork.IsName(name));

    [Theory]
    [InlineData(0, 'x', true)]
    [InlineData(7, 'x', false)]
    [InlineData(8, ' ', true)]
    [InlineData(8, 'é', false)]
    [InlineData(63, '~', true)]
    [InlineData(64, 'x', false)]
    [InlineData(64, 'F', true)]
    [InlineData(65, 'F', false)]
    public void A_password_is_one_that_WPA_takes(int length, char sign, bool isOne) =>
        Assert.Equal(isOne, WifiNetwork.IsPassword(new string(sign, length)));

    [Fact]
    public void What_is_kept_only_the_account_itself_can_read_and_it_can_be_erased()
    {
        using TemporaryFolder folder = new();
        WifiFile file = new(Path.Combine(folder.Path, "chamada"));
        Assert.Null(file.Read());
        WifiNetwork network = new("Café \"2\"", " with spaces ");
        Assert.Null(file.Write(network));
        Assert.Equal(network, file.Read());
        string path = Path.Combine(folder.Path, "chamada", "wifi.json");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        Assert.Null(file.Write(null));
        Assert.False(File.Exists(path));
        Assert.Null(file.Write(null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"name\":\"x\"}")]
    [InlineData("{\"name\":\"x\",\"password\":5}")]
    [InlineData("{\"name\":\"\",\"password\":\"\"}")]
    public void A_damaged_file_is_as_if_there_were_none(string content)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Path, "wifi.json"), content);
        Assert.Null(new WifiFile(folder.Path).Read());
    }
}
