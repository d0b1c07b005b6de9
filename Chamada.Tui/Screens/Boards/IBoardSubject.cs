using Chamada.Core.Archive;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Screens.Boards;

/// <summary>What a board shows of a roll call.</summary>
internal interface IBoardSubject
{
    /// <summary>The class.</summary>
    ClassNumber Class { get; }

    /// <summary>Who is present.</summary>
    AttendanceSheet Sheet { get; }

    /// <summary>When it was opened, by the server's clock; null while that is not known.</summary>
    DateTimeOffset? OpenedAt { get; }

    /// <summary>When the server closes it by itself, by the server's clock; null when it does not.</summary>
    DateTimeOffset? ClosesAt { get; }

    /// <summary>How far the server's clock is ahead of this machine's.</summary>
    TimeSpan ServerAhead { get; }

    /// <summary>The code that students type; null when the class has none.</summary>
    ClassCode? Code { get; }
}
