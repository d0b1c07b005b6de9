namespace Chamada.Core.Protocols.Commands;

/// <summary>The numbers of the commands, by which they are counted.</summary>
internal static class CommandNumber
{
    /// <summary>What names no command that there is, or was not looked at.</summary>
    public const int None = 0;

    /// <summary>What the text protocol's teacher asks, who opens and closes with the same words.</summary>
    public const int OpenOrClose = 1;

    /// <summary>What is not counted: a command that waits for EXEC is counted when it is carried out.</summary>
    public const int Uncounted = byte.MaxValue;

    /// <summary>The number of the first row of the table.</summary>
    public const int FirstRow = 2;

    /// <summary>A student's registration, in whatever protocol.</summary>
    public static readonly int Present = Of("PRESENT");

    /// <summary>The question which classes are open.</summary>
    public static readonly int Rolls = Of("ROLLS");

    /// <summary>What <see cref="None"/> is called.</summary>
    public const string NameOfNone = "none";

    /// <summary>The names under which they are told, by number: lower case.</summary>
    public static readonly IReadOnlyList<string> Names =
        [NameOfNone, "open_or_close", .. CommandTable.All.Select(static row => row.Name.ToLowerInvariant().TrimEnd(':'))];

    private static int Of(string name)
    {
        for (int i = 0; i < CommandTable.All.Count; i++)
        {
            if (CommandTable.All[i].Name == name)
            {
                return i + FirstRow;
            }
        }

        throw new ArgumentException("No such command.", nameof(name));
    }
}
