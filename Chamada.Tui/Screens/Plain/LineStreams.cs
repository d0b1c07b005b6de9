namespace Chamada.Tui.Screens.Plain;

/// <summary>Where lines are read from, and written to.</summary>
internal sealed record LineStreams(TextReader In, TextWriter Out);
