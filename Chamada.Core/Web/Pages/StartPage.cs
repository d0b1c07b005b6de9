using Chamada.Core.Rolls;

namespace Chamada.Core.Web.Pages;

/// <summary>The page on which a student finds the class.</summary>
internal static class StartPage
{
    /// <summary>How many open classes are listed; of a whole school's the page would be too long to read, and to send.</summary>
    public const int MostListed = 30;

    /// <summary>The open classes, and a field for a number.</summary>
    /// <param name="text">The language.</param>
    /// <param name="open">The open roll calls by class.</param>
    /// <param name="notice">What is said first; null for nothing.</param>
    /// <param name="typed">What stands in the field.</param>
    /// <param name="again">The page that is asked for to look again.</param>
    public static byte[] Write(PageText text, IReadOnlyList<RollSummary> open, Notice? notice = null, string typed = "", string again = "/")
    {
        Markup head = notice?.Write() ?? Markup.Of($"<h1>{text.CheckIn}</h1>");
        Markup autofocus = Markup.Verbatim(notice is null && open.Count == 0 ? " autofocus" : "");
        return Page.Write(text, notice?.Heading ?? text.CheckIn, Markup.Of($"""
            {head}
            {Classes(text, open)}
            <form action="/">
            <label for="class">{text.ClassField}</label>
            <input id="class" name="class" value="{typed}" inputmode="numeric" autocomplete="off" enterkeyhint="go" maxlength="200" required{autofocus}>
            <button>{text.Continue}</button>
            </form>
            <p><a href="{again}">{text.LookAgain}</a></p>
            <p id="live" role="status"></p>
            """));
    }

    private static Markup Classes(PageText text, IReadOnlyList<RollSummary> open)
    {
        if (open.Count == 0)
        {
            return Markup.Of($"""<h2>{text.NoOpenClasses}</h2><p class="dim">{text.NoOpenClassesAdvice}</p>""");
        }

        Markup more = open.Count > MostListed ? Markup.Of($"<p>{text.MoreClasses(open.Count - MostListed)}</p>") : default;
        return Markup.Of($"""
            <h2 id="open">{text.OpenClasses}</h2>
            <ul aria-labelledby="open">{Markup.Join(open.Take(MostListed).Select(roll => Markup.Of($"""

            <li><a href="/{roll.Class}">{text.Class} {roll.Class}<small>{text.OpenSince(PageText.Clock(roll.OpenedAt))}</small></a></li>
            """)))}
            </ul>
            {more}
            """);
    }
}
