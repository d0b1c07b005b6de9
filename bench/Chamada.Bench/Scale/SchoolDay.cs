namespace Chamada.Bench.Scale;

/// <summary>
/// When students of many schools register, over a day of one country with several time zones. Everything is drawn by chance from a seed, a
/// student at a time; what the distributions are stands at each.
/// </summary>
/// <param name="schools">How many schools.</param>
/// <param name="seed">The same seed gives the same day.</param>
/// <param name="isAtOnce">Whether all schools begin at the same moment, as if there were one time zone, one bell and one shift.</param>
internal sealed class SchoolDay(int schools, int seed, bool isAtOnce)
{
    /// <summary>How finely time is told: ten times a second.</summary>
    public const int TicksPerSecond = 10;

    /// <summary>The ticks of a day.</summary>
    public const int Ticks = 26 * 3600 * TicksPerSecond;

    private const int Lanes = 64;

    /// <summary>Lessons of a shift, of 50 minutes each; every one begins with a roll call.</summary>
    private const int Lessons = 5, LessonSeconds = 50 * 60, ClassSize = 35;

    /// <summary>Shares of pupils by zone, and how many seconds later the sun gets there: Brazil's four, about.</summary>
    private static readonly (double Share, int Later)[] Zones = [(0.005, -3600), (0.92, 0), (0.07, 3600), (0.005, 7200)];

    /// <summary>When a shift begins, and which share of the schools' classes are taught in it.</summary>
    private static readonly (double Share, int[] Begins)[] Shifts =
    [
        (0.55, [7 * 3600, (7 * 3600) + 600, (7 * 3600) + 900, (7 * 3600) + 1200, (7 * 3600) + 1800]),
        (0.35, [13 * 3600, (13 * 3600) + 600, (13 * 3600) + 900, (13 * 3600) + 1800]),
        (0.10, [(18 * 3600) + 1800, 19 * 3600]),
    ];

    private readonly Random _random = new(seed);

    /// <summary>Registrations by lane and tick.</summary>
    public ushort[][] ByLane { get; } = [.. Enumerable.Range(0, Lanes).Select(static _ => new ushort[Ticks])];

    /// <summary>How many students there are.</summary>
    public long Students { get; private set; }

    /// <summary>How many roll calls were held.</summary>
    public long RollCalls { get; private set; }

    /// <summary>How many registrations there were.</summary>
    public long Registrations { get; private set; }

    /// <summary>Draws the day.</summary>
    public SchoolDay Draw()
    {
        for (int school = 0; school < schools; school++)
        {
            // Sizes of schools are spread like this nearly everywhere: many small ones, a few of thousands. The mean is 500.
            double pupils = Math.Exp(Math.Log(500) - 0.32 + (0.8 * Normal()));
            int classes = Math.Max(1, (int)Math.Round(pupils / ClassSize));
            int later = isAtOnce ? 0 : Pick(Zones);
            int[] begins = [.. Shifts.Select(shift => shift.Begins[_random.Next(shift.Begins.Length)])];
            for (int number = 0; number < classes; number++)
            {
                int begin = isAtOnce ? 7 * 3600 : begins[PickShift()] + later;
                Teach(begin);
            }
        }

        return this;
    }

    private void Teach(int begin)
    {
        ushort[] lane = ByLane[_random.Next(Lanes)];
        Students += ClassSize;
        for (int lesson = 0; lesson < Lessons; lesson++)
        {
            // The teacher opens after the bell: by exponential chance, two minutes later in the mean; nobody within the same second.
            double opened = begin + (lesson * LessonSeconds) + Exponential(isAtOnce ? 30 : 120);
            RollCalls++;
            for (int student = 0; student < ClassSize; student++)
            {
                // Most have the phone in the hand: 40 seconds in the mean. Those later than ten minutes find it closed.
                double at = opened + Exponential(40);
                if (at < Math.Min(opened + 600, Ticks / TicksPerSecond))
                {
                    lane[(int)(at * TicksPerSecond)]++;
                    Registrations++;
                }
            }
        }
    }

    private double Exponential(double mean) => -mean * Math.Log(1 - _random.NextDouble());

    private double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private int Pick((double Share, int Later)[] zones)
    {
        double at = _random.NextDouble();
        foreach ((double share, int later) in zones)
        {
            if ((at -= share) < 0)
            {
                return later;
            }
        }

        return 0;
    }

    private int PickShift()
    {
        double at = _random.NextDouble();
        return at < Shifts[0].Share ? 0 : at < Shifts[0].Share + Shifts[1].Share ? 1 : 2;
    }
}
