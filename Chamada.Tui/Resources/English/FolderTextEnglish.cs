using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

/// <inheritdoc/>
internal sealed class FolderTextEnglish : FolderText
{
    protected override string Denied => "permission denied";
    protected override string NotFound => "there is no such file";
    protected override string Full => "no space left on the disk";
    protected override string ReadOnly => "the disk can only be read";
}
