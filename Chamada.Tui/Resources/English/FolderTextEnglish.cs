using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

/// <inheritdoc/>
internal sealed class FolderTextEnglish : FolderText
{
    protected override string Denied => "permission denied";
    protected override string NotFound => "there is no such file or folder";
    protected override string Full => "no space left on the disk";
    protected override string ReadOnly => "the disk can only be read";
    protected override string IsFolder => "it is a folder";
    protected override string NotAFolder => "there is a file where a folder is needed";
    protected override string Exists => "there is one already";
    protected override string InUse => "another program holds it";
    protected override string NameTooLong => "the name is too long";
    protected override string TooManyFiles => "too many files are open";
    protected override string DiskFails => "the disk fails";
    protected override string NotPem => "it is no certificate or key in PEM form";
    protected override string NotTls => "what answers is not TLS";
    protected override string AddressInUse => "another program listens there";
    protected override string AddressNotHere => "this machine does not have that address";
    protected override string ConnectionRefused => "nothing listens there";
    protected override string TimedOut => "no answer in time";
    protected override string NoRoute => "no way to that network";
    protected override string NoSuchHost => "no such host";
    protected override string ConnectionReset => "the other side broke the connection off";

    protected override string Damaged(string detail) => detail;
}
