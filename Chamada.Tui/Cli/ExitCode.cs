namespace Chamada.Tui.Cli;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>Done. A student who was registered before counts as done.</summary>
    public const int Done = 0;

    /// <summary>The roll call refused: closed, not the opener, already open.</summary>
    public const int Refused = 1;

    /// <summary>Wrong usage or input.</summary>
    public const int Usage = 2;

    /// <summary>
    /// Something outside the program failed: no server, or it broke off; <c>serve</c> could not start; the teacher's folder could
    /// not be written.
    /// </summary>
    public const int Failed = 3;

    /// <summary>Ended by Ctrl+C or a signal, as shells number it.</summary>
    public const int Interrupted = 130;
}
