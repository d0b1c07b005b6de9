namespace Chamada.Core.Protocols.Counting;

/// <summary>How often a command came in a protocol, and to which end.</summary>
/// <param name="Protocol"><c>resp</c>, <c>text</c> or <c>http</c>.</param>
/// <param name="Command">The command in lower case.</param>
/// <param name="Outcome">As <see cref="CountedOutcome.NameOf"/> names it.</param>
/// <param name="IsRefusal">Whether it was understood and refused.</param>
/// <param name="Count">How often, 1 or more.</param>
internal readonly record struct RequestCount(string Protocol, string Command, string Outcome, bool IsRefusal, long Count);

/// <summary>In which protocol a request came.</summary>
internal enum CountedProtocol : byte
{
    /// <summary>RESP.</summary>
    Resp,

    /// <summary>The text protocol.</summary>
    Text,

    /// <summary>HTTP.</summary>
    Http,
}

/// <summary>
/// Counts requests by command and outcome. Whoever counts does so on the processor that runs it: each has cells of its own, which are added
/// up when somebody reads, so that no two threads write to the same line of memory at once, and nothing is allocated. On any thread.
/// </summary>
internal sealed class RequestCounts
{
    private const int MostStripes = 16;
    private const int LineOfCells = 16; // 128 bytes: two lines of a cache, as processors fetch them in pairs.

    private static readonly string[] Protocols = ["resp", "text", "http"];
    private static readonly int PerCommand = CountedOutcome.Count;

    private readonly IReadOnlyList<string> _commands;
    private readonly int _perProtocol;
    private readonly long[]?[] _stripes = new long[]?[StripeCount()];

    /// <summary>Begins with nothing.</summary>
    /// <param name="commands">The names of the commands, by number.</param>
    public RequestCounts(IReadOnlyList<string> commands)
    {
        _commands = commands;
        _perProtocol = commands.Count * PerCommand;
    }

    /// <summary>Counts so many requests of one kind.</summary>
    public void Add(CountedProtocol protocol, int command, int outcome, long count)
    {
        int place = Thread.GetCurrentProcessorId() & (_stripes.Length - 1);
        long[] cells = Volatile.Read(ref _stripes[place]) ?? Make(place);

        // Another thread may be on this processor in the next moment, so the addition has to be whole; nobody is waited for.
        Interlocked.Add(ref cells[LineOfCells + ((int)protocol * _perProtocol) + (command * PerCommand) + outcome], count);
    }

    /// <summary>All that came at least once, by protocol, command and outcome.</summary>
    public IReadOnlyList<RequestCount> Read()
    {
        long[] sums = new long[Protocols.Length * _perProtocol];
        foreach (long[]? cells in _stripes)
        {
            for (int i = 0; cells is not null && i < sums.Length; i++)
            {
                sums[i] += Volatile.Read(ref cells[LineOfCells + i]);
            }
        }

        List<RequestCount> rows = [];
        for (int i = 0; i < sums.Length; i++)
        {
            if (sums[i] > 0)
            {
                int outcome = i % PerCommand;
                rows.Add(new RequestCount(
                    Protocols[i / _perProtocol], _commands[i % _perProtocol / PerCommand], CountedOutcome.NameOf(outcome),
                    CountedOutcome.IsRefusal(outcome), sums[i]));
            }
        }

        return rows;
    }

    private static int StripeCount() => (int)System.Numerics.BitOperations.RoundUpToPowerOf2(
        (uint)Math.Min(Environment.ProcessorCount, MostStripes));

    private long[] Make(int place)
    {
        long[] cells = new long[(2 * LineOfCells) + (Protocols.Length * _perProtocol)];
        return Interlocked.CompareExchange(ref _stripes[place], cells, null) ?? cells;
    }
}
