using System.Text;
using Chamada.Core.Archive;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using CsCheck;

namespace Chamada.Tests.Archive;

public sealed class ClassSettingsTests : IDisposable
{
    private static readonly ClassNumber Class = ClassNumber.From(3030);

    private readonly TemporaryFolder _temporary = new();
    private readonly ClassSettingsFolder _folder;

    public ClassSettingsTests() => _folder = new ClassSettingsFolder(_temporary.Path);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void They_stand_in_a_file_that_a_person_can_read()
    {
        Assert.Equal(ClassSettings.Default, _folder.Read(Class).Value);
        _folder.Change(Class, static settings => settings with
        {
            Name = "Redes de Computadores",
            Lessons = 2,
            PlannedLessons = 60,
            Minimum = 66.7m,
            Base = MinimumBase.Planned,
            LateAfter = TimeSpan.FromMinutes(15),
            Grounds = ["Resolução 12"],
            PlannedAbsences =
                [new(StudentId.From("042"), new(2026, 12, 1), new(2026, 12, 5), AttendanceStatus.Excused, "CONAES", "viagem")],
        });

        Assert.Equal(
            """
            {
              "name": "Redes de Computadores",
              "lessons": 2,
              "plannedLessons": 60,
              "minimum": 66.7,
              "of": "planned",
              "lateAfterMinutes": 15,
              "grounds": [
                "Resolução 12"
              ],
              "plannedAbsences": [
                {
                  "student": "042",
                  "since": "2026-12-01",
                  "until": "2026-12-05",
                  "as": "excused",
                  "ground": "CONAES",
                  "reason": "viagem"
                }
              ]
            }

            """,
            File.ReadAllText(_folder.FileOf(Class)));
        Assert.Equal([Class], _folder.Classes().Value!);
    }

    [Fact]
    public void What_was_written_is_read_back() =>
        Gen.Select(Gen.Int[1, 24], Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Bool, Gen.Int[0, 1440])
            .Sample((lessons, planned, minimum, of, late) =>
        {
            ClassSettings settings = new()
            {
                Name = "Ção",
                Lessons = lessons,
                PlannedLessons = planned == 0 ? null : planned,
                Minimum = minimum / 10m,
                Base = of ? MinimumBase.Planned : MinimumBase.Held,
                LateAfter = late == 0 ? null : TimeSpan.FromMinutes(late),
            };
            ClassSettings read = ClassSettings.Parse(settings.ToJson().ToArray());
            Assert.Equal(settings with { Grounds = read.Grounds, PlannedAbsences = read.PlannedAbsences }, read);
        });

    [Theory]
    [InlineData("", "no settings of a class")]
    [InlineData("[]", "no settings of a class")]
    [InlineData("{\"lessons\":0}", "lessons: 1 … 24")]
    [InlineData("{\"lessons\":1.5}", "lessons: 1 … 24")]
    [InlineData("{\"lessons\":\"two\"}", "lessons: 1 … 24")]
    [InlineData("{\"minimum\":101}", "minimum: 0 … 100")]
    [InlineData("{\"of\":\"all\"}", "\"held\"")]
    [InlineData("{\"plannedLessons\":-1}", "plannedLessons")]
    [InlineData("{\"lateAfterMinutes\":1e9}", "lateAfterMinutes")]
    [InlineData("{\"plannedAbsences\":[{\"student\":\"1\",\"since\":\"2026-12-05\",\"until\":\"2026-12-01\",\"as\":\"excused\"}]}",
        "until")]
    [InlineData("{\"plannedAbsences\":[{\"student\":\"1\",\"since\":\"2026-12-01\",\"until\":\"2026-12-01\",\"as\":\"late\"}]}", "as")]
    public void A_bad_one_is_named_and_left_alone(string content, string expected)
    {
        File.WriteAllText(_folder.FileOf(Class), content);
        FolderError error = _folder.Read(Class).Error!;
        Assert.Equal(_folder.FileOf(Class), error.Path);
        Assert.Contains(expected, error.Cause, StringComparison.Ordinal);
        Assert.Equal(_folder.FileOf(Class), _folder.Change(Class, static settings => settings with { Lessons = 3 }).Error!.Path);
        Assert.Equal(content, File.ReadAllText(_folder.FileOf(Class)));
    }

    [Fact]
    public void A_person_may_leave_things_out_and_add_a_mark_of_order()
    {
        File.WriteAllText(_folder.FileOf(Class), "{\"name\": \"Redes\", /* note */ \"lessons\": 2, \"colour\": \"red\",}", Encoding.UTF8);
        Assert.Equal(("Redes", 2, 75m), _folder.Read(Class).Value! is var read ? (read.Name, read.Lessons, read.Minimum) : default);
    }

    [Fact]
    public void Two_programs_that_change_them_lose_nothing()
    {
        Parallel.For(0, 20, i => Assert.Null(new ClassSettingsFolder(_temporary.Path)
            .Change(Class, settings => settings with { Grounds = [.. settings.Grounds, $"{i}"] }).Error));
        Assert.Equal(20, _folder.Read(Class).Value!.Grounds.Distinct().Count());
    }
}
