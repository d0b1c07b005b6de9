namespace Chamada.Tui.Resources.Texts;

/// <summary>The lines of a server's log. The server itself writes them in English.</summary>
internal abstract class LogText
{
    /// <summary>The operating system's causes in this language.</summary>
    protected abstract FolderText Folder { get; }

    /// <summary>A line in this language; null for the server's own words.</summary>
    /// <param name="name">What it is about: the name of the method that writes it.</param>
    /// <param name="value">A value of the line, by the name that it has in the English one.</param>
    public abstract string? Line(string name, Func<string, string> value);
}
