using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Chamada.Core.Web.Pages;

/// <summary>
/// HTML. What is made of an interpolated string is safe by construction: what the program's author wrote is markup, whatever stands in
/// braces is text and encoded, unless it is markup itself.
/// </summary>
internal readonly record struct Markup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly string? _html;

    private Markup(string html) => _html = html;

    /// <summary>Makes HTML of an interpolated string.</summary>
    public static Markup Of(Handler text) => new(text.ToStringAndClear());

    /// <summary>Takes text that is HTML already, word for word: a part of this program, never of a request.</summary>
    public static Markup Verbatim(string html) => new(html);

    /// <summary>Puts pieces one after the other.</summary>
    public static Markup Join(IEnumerable<Markup> pieces) => new(string.Concat(pieces));

    /// <inheritdoc/>
    public override string ToString() => _html ?? "";

    /// <summary>Takes an interpolated string apart.</summary>
    [InterpolatedStringHandler]
    public readonly struct Handler
    {
        private readonly StringBuilder _html;

        /// <summary>Called by the compiler.</summary>
        public Handler(int literalLength, int formattedCount) => _html = new StringBuilder(literalLength + (16 * formattedCount));

        /// <summary>Called by the compiler: what stands outside of braces.</summary>
        public void AppendLiteral(string html) => _html.Append(html);

        /// <summary>Called by the compiler: markup in braces.</summary>
        public void AppendFormatted(Markup markup) => _html.Append(markup.ToString());

        /// <summary>Called by the compiler: text in braces.</summary>
        public void AppendFormatted(string? text)
        {
            if (!string.IsNullOrEmpty(text))
            {
                _html.Append(Encoder.Encode(text));
            }
        }

        /// <summary>Called by the compiler: a value in braces.</summary>
        public void AppendFormatted<T>(T value) => AppendFormatted(Convert.ToString(value, CultureInfo.InvariantCulture));

        internal string ToStringAndClear() => _html.ToString();
    }
}
