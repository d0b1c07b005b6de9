namespace Chamada.Tui.Resources.Texts;

/// <summary>The languages of the screens, messages, help and errors.</summary>
internal enum Language
{
    /// <summary>Brazilian Portuguese, the default.</summary>
    Portuguese,

    /// <summary>English.</summary>
    English,
}
