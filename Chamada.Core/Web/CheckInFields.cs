using Chamada.Core.Rolls;
using Chamada.Core.Unicode;
using Chamada.Core.Web.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Chamada.Core.Web;

/// <summary>What a student has filled in.</summary>
/// <param name="Student">Who.</param>
/// <param name="Code">The code; null where none was typed.</param>
/// <param name="IsConfirmed">Whether the student stands by a number that is not on the class's list.</param>
internal readonly record struct CheckInFields(StudentId Student, CodeDigits? Code, bool IsConfirmed)
{
    private const int MostShown = 40;

    /// <summary>What stands in the field for the student number, as it was typed but for what nobody sees.</summary>
    public string TypedStudent { get; private init; } = "";

    /// <summary>Likewise in the field for the code.</summary>
    public string TypedCode { get; private init; } = "";

    /// <summary>Reads a form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="text">In which language a fault is named.</param>
    /// <param name="fields">What it says; with a fault what was typed.</param>
    /// <returns>The fault; null for none.</returns>
    public static FieldFault? Read(IFormCollection form, PageText text, out CheckInFields fields)
    {
        StringValues students = form["student"], codes = form["code"];
        fields = new CheckInFields(default, null, form["confirm"] == "1")
        {
            TypedStudent = Trim(students.Count > 0 ? students[0]! : ""),
            TypedCode = Trim(codes.Count > 0 ? codes[0]! : ""),
        };
        if (students.Count > 1 || codes.Count > 1)
        {
            return new FieldFault(students.Count > 1 ? CheckInField.Student : CheckInField.Code, text.TypedTwice);
        }

        if (!StudentId.TryParse(fields.TypedStudent, out StudentId student))
        {
            return fields.TypedStudent.Length == 0
                ? new FieldFault(CheckInField.Student, text.StudentMissing)
                : new FieldFault(CheckInField.Student, text.NoStudent(Shown(fields.TypedStudent)), text.StudentAdvice);
        }

        // A board shows it in groups of digits.
        string digits = string.Concat(fields.TypedCode.Where(static c => !char.IsWhiteSpace(c) && c != '-'));
        CodeDigits? code = null;
        if (digits.Length > 0)
        {
            if (!CodeDigits.TryParse(digits, out CodeDigits typed))
            {
                return new FieldFault(CheckInField.Code, text.NoCode(Shown(fields.TypedCode)), text.CodeHint);
            }

            code = typed;
        }

        fields = fields with { Student = student, Code = code };
        return null;
    }

    /// <summary>What is meant by what was typed: phones add spaces, and some put invisible characters around what was pasted.</summary>
    public static string Trim(string typed) => HiddenCharacters.Trim(typed);

    /// <summary>Foreign text as it is quoted: without what cannot be seen, and not at any length.</summary>
    public static string Shown(string typed)
    {
        string seen = HiddenCharacters.Replace(typed, static _ => "");
        return seen.Length <= MostShown ? seen : seen[..(char.IsHighSurrogate(seen[MostShown - 1]) ? MostShown - 1 : MostShown)] + "…";
    }
}

/// <summary>What is wrong with what was typed.</summary>
/// <param name="Field">Where.</param>
/// <param name="Heading">What.</param>
/// <param name="Advice">What would be right; null where that goes without saying.</param>
internal sealed record FieldFault(CheckInField Field, string Heading, string? Advice = null)
{
    /// <summary>All of it, in one line.</summary>
    public string Line => Advice is null ? Heading : $"{Heading}. {Advice}";
}
