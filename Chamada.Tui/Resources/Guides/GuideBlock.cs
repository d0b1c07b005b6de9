namespace Chamada.Tui.Resources.Guides;

/// <summary>A piece of a section that stands by itself.</summary>
/// <param name="Mark">What stands before its first line, such as <c>1.</c> or <c>•</c>; empty for none.</param>
/// <param name="Head">What it begins with and what stands out, such as a table's first column; empty for none.</param>
/// <param name="Text">What it says, in one line.</param>
internal sealed record GuideBlock(string Mark, string Head, string Text);

/// <summary>A section of the guide.</summary>
/// <param name="Topic">What it is about.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Blocks">What it says, in order. Pictures of screens are left out: whoever reads it here has the screens.</param>
internal sealed record GuideSection(GuideTopic Topic, string Title, IReadOnlyList<GuideBlock> Blocks);
