using Chamada.Core.Rolls;

namespace Chamada.Core.Web.Pages;

/// <summary>A field of the check-in page.</summary>
internal enum CheckInField
{
    /// <summary>None.</summary>
    None,

    /// <summary>The student number.</summary>
    Student,

    /// <summary>The code.</summary>
    Code,
}

/// <summary>The form of a class with an open roll call.</summary>
/// <param name="Class">The class.</param>
internal sealed record CheckInForm(ClassNumber Class)
{
    /// <summary>What stands in the field for the student number.</summary>
    public string Student { get; init; } = "";

    /// <summary>What stands in the field for the code.</summary>
    public string Code { get; init; } = "";

    /// <summary>Whether a code is asked for.</summary>
    public bool AsksCode { get; init; }

    /// <summary>Whether the keyboard is to have letters from the start.</summary>
    public bool HasLetters { get; init; }

    /// <summary>Whether the student may insist.</summary>
    public bool MayConfirm { get; init; }

    /// <summary>The field that is to be put right, to which the notice above belongs.</summary>
    public CheckInField Wrong { get; init; }

    /// <summary>When the roll call was opened; null where that is not known.</summary>
    public Stamp? OpenedAt { get; init; }
}

/// <summary>The page on which a student checks in.</summary>
internal static class CheckInPage
{
    /// <summary>The form, below a notice about what was typed in it before.</summary>
    public static byte[] Write(PageText text, CheckInForm form, Notice? notice = null)
    {
        string name = $"{text.Class} {form.Class}";
        bool fieldHasFocus = notice is not { HasFocus: true };
        Markup since = form.OpenedAt is { } at ? Markup.Of($"""<p class="dim">{text.OpenSince(PageText.Clock(at))}</p>""") : default;
        Markup head = notice is null
            ? Markup.Of($"<h1>{text.Class} <b>{form.Class}</b></h1>\n{since}")
            : Markup.Of($"{notice.Write()}\n<h2>{name}</h2>\n{since}");
        return Page.Write(text, notice is null ? $"{text.CheckIn}: {name}" : $"{notice.Heading}: {name}", Markup.Of($"""
            {head}
            <form method="post" action="/{form.Class}" data-sending="{text.Sending}">
            {StudentField(text, form, fieldHasFocus)}
            {CodeField(text, form, fieldHasFocus)}
            <button>{text.Register}</button>
            {Confirm(text, form)}
            </form>
            <p id="live" role="status"></p>
            {Letters(text, form)}
            {OtherClass(text)}
            """));
    }

    /// <summary>A page that says one thing, and where to go from there.</summary>
    public static byte[] Write(PageText text, Notice notice, Markup rest = default) => Page.Write(text, notice.Heading, Markup.Of($"""
        {notice.Write()}
        {rest}
        {OtherClass(text)}
        """));

    /// <summary>A student's registration: class, number in large type, time.</summary>
    public static Markup Details(PageText text, ClassNumber number, StudentId student, Stamp at) => Markup.Of($"""
        <dl>
        <dt>{text.Class}</dt><dd>{number}</dd>
        <dt>{text.Student}</dt><dd class="large">{student}</dd>
        <dt>{text.ServerTime}</dt><dd>{PageText.Clock(at)} <small>{text.Date(at)}</small></dd>
        </dl>

        """);

    private static Markup StudentField(PageText text, CheckInForm form, bool mayFocus)
    {
        bool isWrong = form.Wrong == CheckInField.Student;
        bool isFirst = isWrong || (mayFocus && form.Wrong == CheckInField.None && (form.Student.Length == 0 || !form.AsksCode));
        Markup mode = Markup.Verbatim(form.HasLetters ? "text" : "numeric");
        return Markup.Of($"""
            <label for="student">{text.Student}</label>
            <input id="student" name="student" value="{form.Student}" inputmode="{mode}" autocomplete="username" autocapitalize="none"
            autocorrect="off" spellcheck="false" enterkeyhint="send" maxlength="200" required{Wrongness(isWrong, isFirst)}>
            """);
    }

    private static Markup CodeField(PageText text, CheckInForm form, bool mayFocus)
    {
        bool isWrong = form.Wrong == CheckInField.Code;
        bool isFirst = isWrong || (mayFocus && form.Wrong == CheckInField.None && form.Student.Length > 0 && form.Code.Length == 0);
        return !form.AsksCode ? default : Markup.Of($"""
            <label for="code">{text.Code}</label>
            <input id="code" name="code" value="{form.Code}" inputmode="numeric" autocomplete="off" enterkeyhint="send" maxlength="20"
            required{Wrongness(isWrong, isFirst, "code-hint")}>
            <p class="dim" id="code-hint">{text.CodeHint}</p>
            """);
    }

    private static Markup Wrongness(bool isWrong, bool isFirst, string hint = "")
    {
        string described = isWrong ? $"result {hint}".Trim() : hint;
        return Markup.Verbatim(
            (isWrong ? """ aria-invalid="true" """.TrimEnd() : "")
            + (described.Length > 0 ? $" aria-describedby=\"{described}\"" : "")
            + (isFirst ? " autofocus data-focus" : ""));
    }

    private static Markup Confirm(PageText text, CheckInForm form) => !form.MayConfirm ? default : Markup.Of($"""
        <button class="second" name="confirm" value="1">{text.RegisterAllTheSame}</button>
        """);

    /// <summary>A keyboard of digits has no key for letters on some phones: this asks for the page with the other one.</summary>
    private static Markup Letters(PageText text, CheckInForm form) => form.HasLetters ? default : Markup.Of($"""
        <p><a href="/{form.Class}?k=a{(form.Code.Length > 0 ? "&c=" + form.Code : "")}">{text.HasLetters}</a></p>
        """);

    private static Markup OtherClass(PageText text) => Markup.Of($"""<p><a href="/">{text.OtherClass}</a></p>""");
}
