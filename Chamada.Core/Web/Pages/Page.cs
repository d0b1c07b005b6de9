using System.Security.Cryptography;
using System.Text;

namespace Chamada.Core.Web.Pages;

/// <summary>What every page is made of: one document, its style and its few lines of script inside, nothing fetched from
/// anywhere.</summary>
internal static class Page
{
    /// <summary>
    /// Nothing may be loaded, and of what stands in the page only this style and this script counts: whatever else gets into it is text.
    /// </summary>
    public static readonly string Policy =
        $"default-src 'none'; style-src '{HashOf(Style)}'; script-src '{HashOf(Script)}'; img-src data:; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Style = """

        :root{color-scheme:light dark;--back:#fff;--text:#15181e;--dim:#4d5564;--line:#727b8b;--link:#0a4da3;--on:#fff;
        --good:#0b6332;--goodback:#e4f5ea;--same:#0a4da3;--sameback:#e6f0fc;--bad:#a1160c;--badback:#fdecea}
        @media (prefers-color-scheme:dark){:root{--back:#111419;--text:#f2f4f7;--dim:#b4bcc9;--line:#8b95a5;--link:#8fc0ff;--on:#0b1420;
        --good:#7be0a0;--goodback:#0d2a19;--same:#9cc8ff;--sameback:#0e2440;--bad:#ffb0a6;--badback:#3a1210}}
        *{box-sizing:border-box}
        html{font:112.5%/1.4 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--back);color:var(--text)}
        main{max-width:28rem;margin:0 auto;padding:.75rem 1rem 2rem}
        h1,h2{line-height:1.2;margin:0 0 .5rem;overflow-wrap:anywhere}
        h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:1.5rem}
        h1 b{font-size:1.9rem}
        p{margin:.4rem 0}
        .dim{color:var(--dim)}
        label{display:block;font-weight:600;margin:1rem 0 .3rem}
        input{width:100%;min-height:3.5rem;padding:.5rem .75rem;font:inherit;font-size:1.5rem;letter-spacing:.03em;font-variant-numeric:tabular-nums;
        color:var(--text);background:var(--back);border:2px solid var(--line);border-radius:.6rem}
        input[aria-invalid]{border-color:var(--bad);border-width:3px}
        button,.button{display:block;width:100%;min-height:3.5rem;margin:1rem 0 0;padding:.75rem;font:inherit;font-size:1.2rem;font-weight:700;
        text-align:center;text-decoration:none;color:var(--on);background:var(--link);border:2px solid var(--link);border-radius:.6rem}
        button.second,.button.second{color:var(--link);background:none}
        button:disabled{opacity:.6}
        :focus-visible{outline:3px solid var(--text);outline-offset:2px}
        a{color:var(--link);display:inline-block;padding:.4rem 0}
        ul{list-style:none;margin:0;padding:0}
        li a{display:block;padding:.8rem;margin:.5rem 0;border:2px solid var(--line);border-radius:.6rem;font-size:1.3rem;font-weight:700;
        overflow-wrap:anywhere;text-decoration:none}
        li small{display:block;font-size:.85rem;font-weight:400;color:var(--dim)}
        .result{margin:0 0 1rem;padding:.9rem;border:3px solid;border-radius:.6rem;color:var(--bad);background:var(--badback)}
        .result.good{color:var(--good);background:var(--goodback)}
        .result.same{color:var(--same);background:var(--sameback);border-style:double;border-width:6px}
        .result h1,.result p,.result dd{color:var(--text)}
        .result:focus{outline:none}
        .result svg{display:block;width:3.5rem;height:3.5rem;margin:0 0 .4rem;fill:none;stroke:currentColor;stroke-width:3;
        stroke-linecap:round;stroke-linejoin:round}
        dl{margin:.6rem 0}dt{font-size:.9rem;color:var(--dim)}
        dd{margin:0 0 .4rem;font-size:1.4rem;font-weight:700;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
        dd.large{font-size:2.1rem;line-height:1.15}
        dd small{font-size:.9rem;font-weight:400}
        #live:empty{display:none}

        """;

    private const string Script = """

        (function(){var d=document,r=d.querySelector('[data-focus]'),l=d.getElementById('live');if(r)r.focus();
        d.querySelectorAll('form[data-sending]').forEach(function(f){f.addEventListener('submit',function(){
        l.textContent=f.dataset.sending;setTimeout(function(){f.querySelectorAll('button').forEach(function(b){b.disabled=true})},0)})});
        addEventListener('pageshow',function(e){if(e.persisted){l.textContent='';d.querySelectorAll('button').forEach(function(b){b.disabled=false})}})})();

        """;

    /// <summary>Makes the document.</summary>
    /// <param name="text">The language.</param>
    /// <param name="title">What the browser calls it, and a screen reader says first.</param>
    /// <param name="body">All that is to be seen.</param>
    public static byte[] Write(PageText text, string title, Markup body) => Encoding.UTF8.GetBytes(Markup.Of($"""
        <!DOCTYPE html>
        <html lang="{text.Tag}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="same-origin">
        <link rel="icon" href="data:,">
        <title>{title} · Chamada</title>
        <style>{Markup.Verbatim(Style)}</style>
        </head>
        <body>
        <main>
        {body}
        </main>
        <script>{Markup.Verbatim(Script)}</script>
        </body>
        </html>

        """).ToString());

    private static string HashOf(string content) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";
}
