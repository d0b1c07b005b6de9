using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

/// <inheritdoc/>
internal sealed class FolderTextPortuguese : FolderText
{
    protected override string Denied => "sem permissão";
    protected override string NotFound => "o arquivo não existe";
    protected override string Full => "não há mais espaço no disco";
    protected override string ReadOnly => "o disco só pode ser lido";
}
