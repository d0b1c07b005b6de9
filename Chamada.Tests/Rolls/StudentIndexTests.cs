using System.Globalization;
using Chamada.Core.Rolls;
using CsCheck;

namespace Chamada.Tests.Rolls;

/// <summary>The index of a roll call's students against a dictionary, whatever the hashes are.</summary>
public sealed class StudentIndexTests
{
    /// <summary>Hashes as they fall: spread over all bits; on few slots of all segments; and all on one slot of one segment.</summary>
    public static TheoryData<uint, uint> Hashes => new() { { uint.MaxValue, 0 }, { 0xFFF0_0003, 0x3FC }, { 0xC000_0000, 1023 } };

    [Theory]
    [MemberData(nameof(Hashes))]
    public void Finds_what_a_dictionary_finds_whatever_the_hashes_are(uint mask, uint offset) =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2_000]).Array[1, 4_000].Sample(
            steps =>
            {
                AppendLog<Attendance> log = new();
                StudentIndex index = new(log);
                Dictionary<int, int> model = [];
                foreach ((int action, int number) in steps)
                {
                    StudentId student = Student(number);
                    uint hash = (StudentHash.Of(in student) & mask) | offset;
                    Assert.Equal(model.GetValueOrDefault(number, -1), index.Find(in student, hash));
                    index.Prefetch(hash);
                    if (action == 0)
                    {
                        Assert.Equal(model.Remove(number), index.Remove(in student, hash));
                    }
                    else
                    {
                        model[number] = log.Count;
                        index.Set(in student, hash, log.Count);
                        log.Append(new Attendance(student, default, log.Count));
                    }
                }

                for (int number = 0; number <= 2_000; number++)
                {
                    StudentId student = Student(number);
                    Assert.Equal(model.GetValueOrDefault(number, -1), index.Find(in student, (StudentHash.Of(in student) & mask) | offset));
                }
            },
            iter: 30);

    [Fact]
    public void Finds_each_of_a_million_students()
    {
        AppendLog<Attendance> log = new();
        StudentIndex index = new(log);
        for (int i = 0; i < 1_000_000; i++)
        {
            StudentId student = Student(i);
            uint hash = StudentHash.Of(in student);
            Assert.Equal(-1, index.Find(in student, hash));
            index.Set(in student, hash, i);
            log.Append(new Attendance(student, default, i));
        }

        for (int i = 0; i < 1_000_000; i++)
        {
            StudentId student = Student(i);
            Assert.Equal(i, index.Find(in student, StudentHash.Of(in student)));
        }
    }

    [Fact]
    public void Numbers_that_differ_in_one_place_get_different_hashes()
    {
        HashSet<uint> hashes = [];
        for (int i = 0; i < 100_000; i++)
        {
            StudentId student = Student(i);
            hashes.Add(StudentHash.Of(in student));
        }

        // 100,000 out of 2³² collide about once; 20 times is as good as never.
        Assert.InRange(hashes.Count, 100_000 - 20, 100_000);
    }

    internal static StudentId Student(int number) =>
        StudentId.TryParse(number.ToString("D9", CultureInfo.InvariantCulture), out StudentId student)
            ? student
            : throw new ArgumentOutOfRangeException(nameof(number));
}
