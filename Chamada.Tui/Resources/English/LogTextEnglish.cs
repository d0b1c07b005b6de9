using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

internal sealed class LogTextEnglish : LogText
{
    protected override FolderText Folder { get; } = new FolderTextEnglish();

    public override string? Line(string name, Func<string, string> value) => null;
}
