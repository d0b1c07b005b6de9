namespace Chamada.Core.Web.Pages;

/// <summary>What became of something, by its sign: the words say it, too.</summary>
internal enum NoticeKind
{
    /// <summary>Done.</summary>
    Good,

    /// <summary>Done before.</summary>
    Same,

    /// <summary>Refused, or not understood.</summary>
    Bad,

    /// <summary>Refused for a while.</summary>
    Wait,
}

/// <summary>What is said before anything else on a page: a sign, a heading, what to do next.</summary>
/// <param name="Kind">Its sign.</param>
/// <param name="Heading">In a few words.</param>
internal sealed record Notice(NoticeKind Kind, string Heading)
{
    private const string Circle = """<circle cx="24" cy="24" r="20"/>""";

    /// <summary>Sentences below the heading.</summary>
    public IReadOnlyList<string> Advice { get; init; } = [];

    /// <summary>What is shown between heading and advice.</summary>
    public Markup Details { get; init; }

    /// <summary>Whether what is read first stands in it; otherwise in a field that refers to it.</summary>
    public bool HasFocus { get; init; } = true;

    /// <summary>As HTML. A screen reader reads it by itself where the focus is elsewhere.</summary>
    public Markup Write() => Markup.Of($"""
        <div class="result{Class}" id="result" role="{Role}"{Focus}>
        <svg viewBox="0 0 48 48" aria-hidden="true">{Sign}</svg>
        <h1>{Heading}</h1>
        {Details}{Markup.Join(Advice.Select(static line => Markup.Of($"<p>{line}</p>\n")))}</div>
        """);

    private string Role => Kind is NoticeKind.Good or NoticeKind.Same ? "status" : "alert";

    private string Class => Kind switch
    {
        NoticeKind.Good => " good",
        NoticeKind.Same => " same",
        _ => "",
    };

    private Markup Focus => Markup.Verbatim(HasFocus ? """ tabindex="-1" autofocus data-focus""" : "");

    /// <summary>A shape of its own for each: a tick in a disc, a tick in two discs, a cross in an octagon, a clock.</summary>
    private Markup Sign => Markup.Verbatim(Kind switch
    {
        NoticeKind.Good => Circle + """<path d="M14 25l7 7 13-15"/>""",
        NoticeKind.Same => Circle + """<circle cx="24" cy="24" r="15"/><path d="M17 25l5 5 9-11"/>""",
        NoticeKind.Wait => Circle + """<path d="M24 12v12l8 5"/>""",
        _ => """<path d="M16 4h16l12 12v16L32 44H16L4 32V16zM17 17l14 14M31 17L17 31"/>""",
    });
}
