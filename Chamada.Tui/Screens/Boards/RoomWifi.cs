using Chamada.Core.Archive;
using Chamada.Tui.Screens.Frames;

namespace Chamada.Tui.Screens.Boards;

/// <summary>The Wi-Fi network of the room, as the teacher typed it: one for all classes that are on the screen.</summary>
internal sealed class RoomWifi
{
    private readonly WifiFile _file;
    private readonly ModelThread _thread;

    /// <summary>Begins to read what was kept.</summary>
    public RoomWifi(WifiFile file, ModelThread thread)
    {
        _file = file;
        _thread = thread;
        thread.Run(async () => Network ??= await Task.Run(file.Read));
    }

    /// <summary>The network; null while none is known.</summary>
    public WifiNetwork? Network { get; private set; }

    /// <summary>Why it could not be kept, or the kept one not be erased; null while all is well.</summary>
    public FolderError? Error { get; private set; }

    /// <summary>Uses a network.</summary>
    /// <param name="network">Which.</param>
    /// <param name="isKept">Whether it is still known after the program's end. If not, one that was kept is erased.</param>
    public void Use(WifiNetwork network, bool isKept)
    {
        Network = network;
        Error = null;
        _thread.Run(async () => Error = await Task.Run(() => _file.Write(isKept ? network : null)));
    }
}
