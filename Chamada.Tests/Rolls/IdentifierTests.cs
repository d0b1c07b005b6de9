using System.Text;
using Chamada.Core.Rolls;
using CsCheck;

namespace Chamada.Tests.Rolls;

/// <summary>Class numbers and student numbers: what is one, and what is not.</summary>
public sealed class IdentifierTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("3030", 3030)]
    [InlineData("003030", 3030)]
    [InlineData("999999999999999999", 999_999_999_999_999_999)]
    public void These_are_classes(string text, long value)
    {
        Assert.True(ClassNumber.TryParse(text, out ClassNumber number));
        Assert.Equal(value, number.Value);
        Assert.True(ClassNumber.TryParse(Encoding.ASCII.GetBytes(text), out ClassNumber same));
        Assert.Equal(number, same);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("000000000000000000")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1000000000000000000")]
    [InlineData("0000000000000000001")]
    [InlineData("12a")]
    [InlineData(" 12")]
    [InlineData("1.0")]
    [InlineData("١٢")]
    public void These_are_no_classes(string text)
    {
        Assert.False(ClassNumber.TryParse(text, out _));
        Assert.False(ClassNumber.TryParse(Encoding.UTF8.GetBytes(text), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("123456789012345678901234567890123")]
    [InlineData("joão")]
    [InlineData("a b")]
    [InlineData("'1'")]
    [InlineData("\"1\"")]
    [InlineData("1\n")]
    [InlineData("1\0")]
    [InlineData("1,2")]
    [InlineData("1/2")]
    [InlineData("Kelvin\u212A")]
    public void These_are_no_students(string text)
    {
        Assert.False(StudentId.TryParse(text, out _));
        Assert.False(StudentId.TryParse(Encoding.UTF8.GetBytes(text), out _));
    }

    [Fact]
    public void A_student_is_every_character_of_the_text() =>
        Gen.Char["abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"].Array[1, 32].Select(Gen.Int[0, 31])
            .Sample((letters, at) =>
        {
            string text = new(letters);
            Assert.True(StudentId.TryParse(text, out StudentId student));
            Assert.Equal(text, student.ToString());
            Assert.Equal(text.Length, student.Length);
            Assert.True(StudentId.TryParse(Encoding.ASCII.GetBytes(text), out StudentId same));
            Assert.Equal(student, same);
            Assert.Equal(student.GetHashCode(), same.GetHashCode());

            letters[at % letters.Length] ^= '\x01';
            if (StudentId.TryParse(new string(letters), out StudentId other))
            {
                Assert.NotEqual(student, other);
            }
        });

    [Fact]
    public void Leading_zeros_make_another_student()
    {
        Assert.True(StudentId.TryParse("042191010", out StudentId with));
        Assert.True(StudentId.TryParse("42191010", out StudentId without));
        Assert.NotEqual(with, without);
    }

    [Fact]
    public void Each_character_of_a_student_number_is_looked_at_wherever_it_stands()
    {
        for (int length = 1; length <= StudentId.MaxLength; length++)
        {
            byte[] text = [.. Enumerable.Repeat((byte)'7', length)];
            for (int at = 0; at < length; at++)
            {
                for (int character = 0; character < 256; character++)
                {
                    text[at] = (byte)character;
                    bool isStudent = StudentId.TryParse(text, out StudentId student);

                    Assert.Equal(StudentId.IsAllowed(character), isStudent);
                    Assert.Equal(isStudent ? Encoding.ASCII.GetString(text) : "", student.ToString());
                }

                text[at] = (byte)'7';
            }
        }
    }
}
