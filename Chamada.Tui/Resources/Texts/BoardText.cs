namespace Chamada.Tui.Resources.Texts;

/// <summary>
/// Every word of the board for the projector. What students read there is a sentence that is broken where the board is narrow; keys and
/// lines
/// are short enough for 80 columns.
/// </summary>
internal abstract class BoardText
{
    public abstract KeyWords BoardKey { get; }

    public abstract KeyWords NextAddressKey { get; }

    public abstract KeyWords WifiKey { get; }

    public abstract KeyWords OtherWifiKey { get; }

    public abstract KeyWords CodeKey { get; }

    public abstract string CodeTitle(string number);

    /// <summary>What the code is for, and how it ends where there is one.</summary>
    public abstract string CodeExplanation(bool isThere);

    public abstract string CodeSecondsLabel { get; }

    public abstract string CodeNow { get; }

    public abstract string BadSeconds { get; }

    public abstract string CodeNeedsConnection { get; }

    /// <summary>What students do with the QR code.</summary>
    public abstract string PointCamera { get; }

    /// <summary>What they do where there is no room for it.</summary>
    public abstract string TypeAddress { get; }

    /// <summary>It is being looked where students reach this machine.</summary>
    public abstract string LookingForAddress { get; }

    /// <summary>No other machine reaches the server.</summary>
    public abstract string OnlyHere { get; }

    /// <summary>The server shows browsers no pages.</summary>
    public abstract string NoPages { get; }

    /// <summary>Which of several networks the address is on, and the key to the others.</summary>
    public abstract string AddressOf(int shown, int count);

    public abstract string OneAddress { get; }

    public abstract string BoardIsDown { get; }

    public abstract string CodeLabel { get; }

    public abstract string SecondsLeft(int seconds);

    /// <summary>The next code should be here and is not.</summary>
    public abstract string CodeWaits { get; }

    /// <summary>How many are present, of how many on the list.</summary>
    public abstract string PresentOf(int present, int? expected);

    public abstract string WifiTitle { get; }

    public abstract string WifiName(string name);

    public abstract string WifiPassword(string password);

    public abstract string WifiIsOpen { get; }

    public abstract string WifiNot8021X { get; }

    public abstract string WifiNameLabel { get; }

    public abstract string WifiPasswordLabel { get; }

    public abstract string WifiNext { get; }

    public abstract string BadWifiName { get; }

    public abstract string BadWifiPassword { get; }

    public abstract string KeepWifiTitle { get; }

    public abstract string KeepWifiQuestion(string name);

    public abstract string KeepWifiNo { get; }

    public abstract string KeepWifiYes { get; }

    /// <summary>The board came up by itself, and goes by itself.</summary>
    public abstract string LeavesByItself { get; }
}
