namespace Chamada.Tui.Screens.Frames;

/// <summary>Goes from one screen to the next and back.</summary>
internal interface INavigator
{
    /// <summary>Shows a screen above the one that is shown.</summary>
    void Push(Screen screen);

    /// <summary>Takes the uppermost screen away.</summary>
    void Pop();
}
