namespace Chamada.Tui.Widgets;

/// <summary>How urgent the line above the keys is.</summary>
internal enum Urgency
{
    /// <summary>For who wants to know.</summary>
    Information,

    /// <summary>Something to look at.</summary>
    Warning,

    /// <summary>Something that has to be done.</summary>
    Failure,
}

/// <summary>The line above the keys.</summary>
internal sealed record StateText(string Text, Urgency Urgency);
