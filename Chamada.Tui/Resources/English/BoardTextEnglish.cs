using Chamada.Tui.Resources.Texts;
using static System.FormattableString;

namespace Chamada.Tui.Resources.English;

/// <summary>The board in English.</summary>
internal sealed class BoardTextEnglish : BoardText
{
    public override KeyWords BoardKey => new("Board", "The board for the projector, or back to the table");

    public override KeyWords NextAddressKey => new("Network", "On the board: the address on the next network");

    public override KeyWords WifiKey => new("Wi-Fi", "On the board: the QR code that joins the Wi-Fi");

    public override KeyWords OtherWifiKey => new("Other Wi-Fi", "Asks for the Wi-Fi's name and password again");

    public override KeyWords CodeKey => new("Code", "Begins, changes or ends the code students type");

    public override string CodeTitle(string number) => $"Code of class {number}";

    public override string CodeExplanation(bool isThere) => isThere
        ? "A code stands. Enter makes another one at once; 0 seconds ends it."
        : "Students type six digits that stand on the board and change, so that only who sees it registers.";

    public override string CodeSecondsLabel => "Seconds until the next one (5 to 60; 0: no code):";

    public override string CodeNow => "Show the code";

    public override string BadSeconds => "5 to 60 seconds, or 0 for no code.";

    public override string CodeNeedsConnection => "Without a connection there is no code; the server makes it.";

    public override string PointCamera => "Point your phone's camera at the code, or type in the browser:";

    public override string TypeAddress => "Type in your phone's browser:";

    public override string LookingForAddress => "looking for this machine's address…";

    public override string OnlyHere => "Only this machine reaches this address; F12 tells why.";

    public override string NoPages => "Phones cannot register here: this server was started with --no-web.";

    public override string AddressOf(int shown, int count) => Invariant($"network {shown} of {count}; a shows the next");

    public override string OneAddress => "There is one address only: no other network is known here.";

    public override string BoardIsDown => "That is on the board: b shows it.";

    public override string CodeLabel => "Code";

    public override string SecondsLeft(int seconds) => Invariant($"{seconds} s");

    public override string CodeWaits => "…";

    public override string PresentOf(int present, int? expected) => expected is { } all ? Invariant($"present of {all}") : "present";

    public override string WifiTitle => "Wi-Fi of this room";

    public override string WifiName(string name) => $"Network: {name}";

    public override string WifiPassword(string password) => $"Password: {password}";

    public override string WifiIsOpen => "Open, without a password";

    public override string WifiNot8021X => "Not for networks where each person signs in (802.1X, such as eduroam): no QR code joins those.";

    public override string WifiNameLabel => "Name of the Wi-Fi network (SSID):";

    public override string WifiPasswordLabel => "Its password; empty when it has none:";

    public override string WifiNext => "Next";

    public override string BadWifiName => "A network's name has 1 to 32 characters, all of them visible.";

    public override string BadWifiPassword => "A password has 8 to 63 letters, digits and signs without accents.";

    public override string KeepWifiTitle => "Keep the Wi-Fi for the next time?";

    public override string KeepWifiQuestion(string name) =>
        $"Name and password of {name} would stand, as they are, in a file of your folder that only your account can read. If not, they are "
        + "forgotten when the program ends.";

    public override string KeepWifiNo => "Do not keep";

    public override string KeepWifiYes => "Keep";

    public override string LeavesByItself => "The table comes with the first student; b brings the board back.";
}
