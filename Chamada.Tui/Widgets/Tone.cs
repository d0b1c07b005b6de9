namespace Chamada.Tui.Widgets;

/// <summary>What a piece of text is, from which the theme makes its colours.</summary>
internal enum Tone
{
    /// <summary>Ordinary text.</summary>
    Normal,

    /// <summary>Text that stands out.</summary>
    Strong,

    /// <summary>Text of lesser weight.</summary>
    Dim,

    /// <summary>The line at the top.</summary>
    Title,

    /// <summary>A tab that is not shown.</summary>
    Tab,

    /// <summary>The tab that is shown.</summary>
    TabShown,

    /// <summary>All is well.</summary>
    Good,

    /// <summary>Something to look at.</summary>
    Warning,

    /// <summary>Something that failed.</summary>
    Bad,

    /// <summary>The large count and other things that are looked for first.</summary>
    Accent,

    /// <summary>The head of a table.</summary>
    Header,

    /// <summary>The chosen row.</summary>
    Selected,

    /// <summary>The chosen row where the keys go elsewhere.</summary>
    SelectedAway,

    /// <summary>The name of a key.</summary>
    KeyName,

    /// <summary>What a key does.</summary>
    KeyLabel,

    /// <summary>The full part of a bar.</summary>
    BarFull,

    /// <summary>The empty part of a bar.</summary>
    BarEmpty,

    /// <summary>A broad answer: all is well.</summary>
    GoodBand,

    /// <summary>A broad answer: something to look at.</summary>
    WarningBand,

    /// <summary>A broad answer: refused.</summary>
    BadBand,

    /// <summary>A broad answer: wait.</summary>
    NeutralBand,

    /// <summary>Where text is typed.</summary>
    Field,

    /// <summary>Where text is typed now.</summary>
    FieldFocused,

    /// <summary>
    /// A picture that has to be black on white, whatever is around it: a QR code the other way round cannot be read by every phone.
    /// </summary>
    Picture,
}
