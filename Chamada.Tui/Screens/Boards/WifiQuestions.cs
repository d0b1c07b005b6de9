using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Widgets;
using Terminal.Gui.App;

namespace Chamada.Tui.Screens.Boards;

/// <summary>Asks for the Wi-Fi network of the room, and whether it is to be kept.</summary>
internal static class WifiQuestions
{
    private const int Room = 200;

    /// <summary>Asks. Answers whether there is a network now; Esc leaves everything as it was.</summary>
    public static bool Ask(IApplication app, Look look, RoomWifi wifi)
    {
        BoardText text = look.Strings.Board;
        string? name = new InputQuestion
        {
            Title = text.WifiTitle,
            Text = text.WifiNot8021X,
            Label = text.WifiNameLabel,
            Initial = wifi.Network?.Name ?? "",
            Yes = text.WifiNext,
            MaxLength = Room,
            Fault = typed => WifiNetwork.IsName(typed) ? null : text.BadWifiName,
        }.Ask(app, look);
        if (name is null)
        {
            return false;
        }

        string? password = new InputQuestion
        {
            Title = text.WifiTitle,
            Text = text.WifiName(name),
            Label = text.WifiPasswordLabel,
            Initial = wifi.Network?.Name == name ? wifi.Network.Password : "",
            Yes = text.WifiNext,
            MaxLength = Room,
            KeepsSpaces = true,
            Fault = typed => WifiNetwork.IsPassword(typed) ? null : text.BadWifiPassword,
        }.Ask(app, look);
        if (password is null)
        {
            return false;
        }

        bool isKept = Question.Ask(app, look, text.KeepWifiTitle, text.KeepWifiQuestion(name), text.KeepWifiNo, text.KeepWifiYes);
        wifi.Use(new WifiNetwork(name, password), isKept);
        return true;
    }
}
