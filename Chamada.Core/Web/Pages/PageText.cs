using System.Globalization;
using Chamada.Core.Rolls;

namespace Chamada.Core.Web.Pages;

/// <summary>
/// Every word of the pages; one subclass a language, so that a missing one does not compile. All of it is text, not markup.
/// </summary>
internal abstract class PageText
{
    /// <summary>Portuguese, which is what whoever names no language gets.</summary>
    public static readonly PageText Portuguese = new PageTextPortuguese();

    /// <summary>English.</summary>
    public static readonly PageText English = new PageTextEnglish();

    /// <summary>The language's tag (BCP 47).</summary>
    public abstract string Tag { get; }

    /// <summary>A time's date as people of this language write it.</summary>
    public abstract string Date(Stamp at);

    /// <summary>A time of day, to the second.</summary>
    public static string Clock(Stamp at) => at.ToDateTimeOffset().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>How long to wait, in words.</summary>
    public static string Duration(int seconds) => seconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds} s")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min {seconds % 60} s");

    // The form.
    public abstract string CheckIn { get; }

    public abstract string Class { get; }

    public abstract string OpenSince(string clock);

    public abstract string Student { get; }

    public abstract string HasLetters { get; }

    public abstract string Code { get; }

    public abstract string CodeHint { get; }

    public abstract string Register { get; }

    public abstract string RegisterAllTheSame { get; }

    public abstract string Sending { get; }

    // What became of it.
    public abstract string ServerTime { get; }

    public abstract string Registered { get; }

    public abstract string RegisteredAdvice { get; }

    public abstract string Already { get; }

    public abstract string AlreadyAdvice { get; }

    public abstract string NotOpen(ClassNumber number);

    public abstract string NotOpenAdvice { get; }

    public abstract string RefusedAt(string clock);

    public abstract string Removed { get; }

    public abstract string RemovedAdvice { get; }

    public abstract string CodeMissing { get; }

    public abstract string CodeMissingAdvice { get; }

    public abstract string BadCode { get; }

    public abstract string BadCodeAdvice { get; }

    public abstract string Wait { get; }

    public abstract string WaitAdvice(string duration);

    public abstract string Device { get; }

    public abstract string DeviceAdvice { get; }

    public abstract string Full { get; }

    public abstract string FullAdvice { get; }

    public abstract string TooFast { get; }

    public abstract string TooFastAdvice { get; }

    public abstract string Network { get; }

    public abstract string NetworkAdvice { get; }

    public abstract string Unlisted(StudentId student, ClassNumber number);

    public abstract string UnlistedAdvice { get; }

    public abstract string UnlistedConfirmAdvice { get; }

    public abstract string UnlistedFinalAdvice { get; }

    public abstract string Unavailable { get; }

    public abstract string UnavailableAdvice { get; }

    // What was typed is nothing that could be asked.
    public abstract string StudentMissing { get; }

    public abstract string NoStudent(string typed);

    public abstract string StudentAdvice { get; }

    public abstract string NoCode(string typed);

    public abstract string NoClass(string typed);

    public abstract string ClassAdvice { get; }

    public abstract string TypedTwice { get; }

    // The start page.
    public abstract string OpenClasses { get; }

    public abstract string NoOpenClasses { get; }

    public abstract string NoOpenClassesAdvice { get; }

    public abstract string MoreClasses(int count);

    public abstract string ClassField { get; }

    public abstract string Continue { get; }

    public abstract string LookAgain { get; }

    public abstract string OtherClass { get; }

    // What is no page.
    public abstract string OtherSite { get; }

    public abstract string OtherSiteAdvice { get; }

    public abstract string OtherName { get; }

    public abstract string OtherNameAdvice { get; }

    public abstract string NotFound { get; }

    public abstract string NotFoundAdvice { get; }

    public abstract string BadRequest { get; }

    public abstract string BadRequestAdvice { get; }

    public abstract string Failed { get; }

    public abstract string FailedAdvice { get; }
}
