using System.Globalization;

namespace Chamada.Bench.Beside;

/// <summary>What is measured.</summary>
internal sealed record BesideOptions
{
    /// <summary>The published executable.</summary>
    public string Chamada { get; init; } = Path.GetFullPath("out/chamada");

    /// <summary>Garnet's executable; null to do without.</summary>
    public string? Garnet { get; init; }

    /// <summary>The Python program's server as a command line with <c>{port}</c>; null to do without.</summary>
    public string? Python { get; init; }

    /// <summary>Where table, plot and figures go.</summary>
    public string Out { get; init; } = Path.GetFullPath("out/bench");

    /// <summary>How many times each is measured.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Only enough to know that nothing is absurd.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Whether it is measured how Chamada does with more of everything.</summary>
    public bool Grows { get; init; }

    /// <summary>Reads a command line; null when it is wrong.</summary>
    public static BesideOptions? Read(string[] args)
    {
        BesideOptions options = new();
        for (int i = 0; i < args.Length; i++)
        {
            string value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--quick":
                    options = options with { IsQuick = true, Rounds = 1 };
                    continue;
                case "--growth":
                    options = options with { Grows = true };
                    continue;
                case "--chamada":
                    options = options with { Chamada = Path.GetFullPath(value) };
                    break;
                case "--garnet":
                    options = options with { Garnet = Path.GetFullPath(value) };
                    break;
                case "--python":
                    options = options with { Python = value };
                    break;
                case "--out":
                    options = options with { Out = Path.GetFullPath(value) };
                    break;
                case "--rounds" when int.TryParse(value, CultureInfo.InvariantCulture, out int rounds) && rounds > 0:
                    options = options with { Rounds = rounds };
                    break;
                default:
                    return null;
            }

            if (value.Length == 0)
            {
                return null;
            }

            i++;
        }

        return File.Exists(options.Chamada) ? options : null;
    }
}
