using Chamada.Core.Archive;

namespace Chamada.Tui.Resources.Texts;

/// <summary>
/// What the operating system refuses, in words. Whatever a sentence gives as its cause in the system's own words comes through here, so
/// that the common ones are in the language of the sentence.
/// </summary>
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

    /// <summary>It is a folder.</summary>
    protected abstract string IsFolder { get; }

    /// <summary>It is a file where a folder is needed.</summary>
    protected abstract string NotAFolder { get; }

    /// <summary>There is one already.</summary>
    protected abstract string Exists { get; }

    /// <summary>Another program holds it.</summary>
    protected abstract string InUse { get; }

    /// <summary>The name is too long for the system.</summary>
    protected abstract string NameTooLong { get; }

    /// <summary>The process has as many files open as it may.</summary>
    protected abstract string TooManyFiles { get; }

    /// <summary>The disk itself fails.</summary>
    protected abstract string DiskFails { get; }

    /// <summary>It is not a certificate or key in the form that is read.</summary>
    protected abstract string NotPem { get; }

    /// <summary>What answers does not speak TLS.</summary>
    protected abstract string NotTls { get; }

    /// <summary>Another program listens there.</summary>
    protected abstract string AddressInUse { get; }

    /// <summary>This machine does not have the address.</summary>
    protected abstract string AddressNotHere { get; }

    /// <summary>Nobody listens there.</summary>
    protected abstract string ConnectionRefused { get; }

    /// <summary>Nobody answered in time.</summary>
    protected abstract string TimedOut { get; }

    /// <summary>No way leads there.</summary>
    protected abstract string NoRoute { get; }

    /// <summary>Nobody knows the name.</summary>
    protected abstract string NoSuchHost { get; }

    /// <summary>The other side broke the connection off.</summary>
    protected abstract string ConnectionReset { get; }

    /// <summary>Why a file could not be read or written. What has no words of ours is told in the operating system's.</summary>
    public string Cause(FolderError error) => error.Fault switch
    {
        FolderFault.Denied => Denied,
        FolderFault.NotFound => NotFound,
        FolderFault.Full => Full,
        FolderFault.ReadOnly => ReadOnly,
        FolderFault.Damaged => Damaged(error.Cause),
        _ => Cause(error.Cause),
    };

    /// <summary>Why something could not be done with a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="exception">What was thrown.</param>
    public string Cause(string path, Exception exception) => Cause(FolderError.Of(path, exception));

    /// <summary>
    /// A cause in the words of the operating system, of .NET or of SQLite, which know no language but their own: in this one where it is a
    /// common one, else as it is.
    /// </summary>
    public string Cause(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        foreach ((string[] parts, Func<FolderText, string> said) in Common)
        {
            if (parts.Any(part => words.Contains(part, StringComparison.OrdinalIgnoreCase)))
            {
                return said(this);
            }
        }

        return words;
    }

    /// <summary>The content is not what it should be.</summary>
    /// <param name="detail">What is wrong with it, in this program's English.</param>
    protected abstract string Damaged(string detail);

    private static readonly (string[] Parts, Func<FolderText, string> Said)[] Common =
    [
        (["No space left", "not enough space on the disk", "disk is full", "Disk quota exceeded"], static text => text.Full),
        (["Read-only file system", "readonly database", "write-protected", "write protected"], static text => text.ReadOnly),
        (["Is a directory", "is a directory"], static text => text.IsFolder),
        (["Not a directory", "as part of the path is not a directory"], static text => text.NotAFolder),
        (["No such file", "Could not find", "does not exist"], static text => text.NotFound),
        (["File name too long", "path is too long", "file name, or both, are too long"], static text => text.NameTooLong),
        (["Too many open files", "TooManyOpenSockets"], static text => text.TooManyFiles),
        (["used by another process", "resource busy", "database is locked", "Text file busy"], static text => text.InUse),
        (["Input/output error", "disk I/O error"], static text => text.DiskFails),
        (["already exists", "File exists"], static text => text.Exists),
        (["Permission denied", "is denied", "Operation not permitted", "unable to open database file"], static text => text.Denied),
        (["Address already in use", "Only one usage of each socket address"], static text => text.AddressInUse),
        (["Cannot assign requested address", "requested address is not valid"], static text => text.AddressNotHere),
        (["Connection refused", "actively refused"], static text => text.ConnectionRefused),
        (["timed out", "did not properly respond"], static text => text.TimedOut),
        (["No route to host", "Network is unreachable", "Network is down", "Host is down", "unreachable host", "unreachable network"],
            static text => text.NoRoute),
        (["Name or service not known", "nodename nor servname", "No such host", "name resolution", "No address associated"],
            static text => text.NoSuchHost),
        (["reset by peer", "Broken pipe", "forcibly closed", "Connection aborted"], static text => text.ConnectionReset),
        (["unexpected EOF", "unexpected packet format", "frame size", "corrupted frame", "Authentication failed, see",
            "Authentication failed because", "SSL", "TLS alert"], static text => text.NotTls),
        (["PEM", "ASN1", "private key", "cryptographic", "bad decrypt", "DECODER"], static text => text.NotPem),
    ];
}
