using Chamada.Core.Archive.Rosters;
using Chamada.Tests.Rules;

namespace Chamada.Tests.Archive.Rosters;

/// <summary>Class lists as they came out of real systems, beside the tests.</summary>
internal static class RosterCase
{
    /// <summary>The file of a case.</summary>
    public static string Path(string name) =>
        System.IO.Path.Combine([LayerTests.Root(), "Chamada.Tests", "Fixtures", "Rosters", .. name.Split('/')]);

    /// <summary>Reads the file of a case.</summary>
    public static RosterReading Read(string name, RosterChoice? choice = null) => RosterReader.Read(File.ReadAllBytes(Path(name)), choice);

    /// <summary>The students, one a line, as the tests write them.</summary>
    public static string[] Students(RosterReading reading) =>
        [.. Assert.IsType<RosterRead>(reading).Students.Select(static student => $"{student.Student} {student.Name}".TrimEnd())];
}
