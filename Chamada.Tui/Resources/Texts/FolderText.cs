using Chamada.Core.Archive;

namespace Chamada.Tui.Resources.Texts;

/// <summary>What a file system refuses, in words.</summary>
internal abstract class FolderText
{
    /// <summary>This account may not.</summary>
    protected abstract string Denied { get; }

    /// <summary>There is no such file.</summary>
    protected abstract string NotFound { get; }

    /// <summary>No room.</summary>
    protected abstract string Full { get; }

    /// <summary>The disk can only be read.</summary>
    protected abstract string ReadOnly { get; }

    /// <summary>Why a file could not be read or written. What has no words of ours is told in the operating system's.</summary>
    public string Cause(FolderError error) => error.Fault switch
    {
        FolderFault.Denied => Denied,
        FolderFault.NotFound => NotFound,
        FolderFault.Full => Full,
        FolderFault.ReadOnly => ReadOnly,
        _ => error.Cause,
    };

    /// <summary>Why something could not be done with a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="exception">What was thrown.</param>
    public string Cause(string path, Exception exception) => Cause(FolderError.Of(path, exception));
}
