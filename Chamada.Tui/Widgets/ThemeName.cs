namespace Chamada.Tui.Widgets;

/// <summary>The colours of the screens.</summary>
internal enum ThemeName
{
    /// <summary>Light on dark.</summary>
    Dark,

    /// <summary>Dark on light.</summary>
    Light,

    /// <summary>Few, strong colours on black.</summary>
    HighContrast,
}
