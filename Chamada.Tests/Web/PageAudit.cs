using System.Globalization;

namespace Chamada.Tests.Web;

/// <summary>What holds for every page on a phone, whoever looks at it or listens to it.</summary>
internal static class PageAudit
{
    /// <summary>Where text stands out less than 4.5 : 1 from what is behind it (WCAG 2.2, 1.4.3): a line each.</summary>
    private const string Contrast = """
        (()=>{const rgb=c=>c.match(/[\d.]+/g).map(Number);
        const lum=c=>{const[r,g,b]=rgb(c).map(v=>(v/=255)<=.03928?v/12.92:((v+.055)/1.055)**2.4);return .2126*r+.7152*g+.0722*b};
        const back=e=>{for(;e;e=e.parentElement){const c=getComputedStyle(e).backgroundColor;if(rgb(c)[3]!==0)return c}return'rgb(255,255,255)'};
        return[...document.body.querySelectorAll('*')].filter(e=>[...e.childNodes].some(n=>n.nodeType===3&&n.data.trim())&&!['SCRIPT','STYLE'].includes(e.tagName))
        .map(e=>{const a=lum(getComputedStyle(e).color),b=lum(back(e));return[(Math.max(a,b)+.05)/(Math.min(a,b)+.05),e.outerHTML.slice(0,80)]})
        .filter(x=>x[0]<4.5).map(x=>x.join(' ')).join('\n')})()
        """;

    /// <summary>What a checker of accessibility complains of in a document's structure: a line each.</summary>
    private const string Structure = """
        (()=>{const d=document,all=s=>[...d.querySelectorAll(s)],f=[],say=(w,e)=>f.push(w+' '+(e?e.outerHTML.slice(0,80):''));
        if(!d.documentElement.lang)say('no language');
        if(!d.title.trim())say('no title');
        if(/user-scalable|maximum-scale/.test(d.querySelector('meta[name=viewport]').content))say('cannot be enlarged');
        if(all('h1').length!==1)say('h1: '+all('h1').length);
        if(all('main').length!==1)say('main: '+all('main').length);
        let level=0;for(const h of all('h1,h2,h3')){const n=+h.tagName[1];if(n>level+1)say('heading skips a level',h);level=n}
        const ids=all('[id]').map(e=>e.id);ids.filter((x,i)=>ids.indexOf(x)!==i).forEach(x=>say('twice: '+x));
        for(const e of all('[aria-describedby],[aria-labelledby]'))for(const a of ['aria-describedby','aria-labelledby'])
        (e.getAttribute(a)||'').split(' ').filter(Boolean).forEach(x=>d.getElementById(x)||say('refers to nothing',e));
        all('input:not([type=hidden])').filter(e=>e.labels.length!==1).forEach(e=>say('no label',e));
        all('svg,img').filter(e=>e.getAttribute('aria-hidden')!=='true').forEach(e=>say('a picture without words',e));
        all('[tabindex]').filter(e=>e.tabIndex>0).forEach(e=>say('an order of its own',e));
        if(all('[autofocus]').length>1)say('focus: '+all('[autofocus]').length);
        for(const r of all('.result')){if(!['alert','status'].includes(r.getAttribute('role')))say('nobody is told',r);
        if(!r.querySelector('svg'))say('colour alone',r)}
        if(all('form[method=post]').length&&!d.querySelector('[role=status]#live'))say('no live region');
        return f.join('\n')})()
        """;

    /// <summary>Looks at the page that is shown, takes a picture of it, and asserts that it fits, can be read and can be used by ear and
    /// thumb.</summary>
    /// <param name="phone">Shows it.</param>
    /// <param name="name">What the picture is called.</param>
    public static async Task AuditAsync(this Chromium phone, string name)
    {
        await phone.PictureAsync(name);
        Assert.Equal("0", await phone.EvaluateAsync("document.documentElement.scrollWidth-innerWidth"));
        Assert.Equal("", await phone.EvaluateAsync("[...document.querySelectorAll('button,input,li "
            + "a')].filter(e=>e.getBoundingClientRect().height<44).map(e=>e.outerHTML).join()"));
        foreach (string question in (string[])[Contrast, Structure])
        {
            string[] faults = (await phone.EvaluateAsync(question)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(faults.Length == 0, string.Create(CultureInfo.InvariantCulture, $"{name}: {string.Join("; ", faults)}"));
        }

        Assert.Empty(await phone.UnnamedAsync());
    }
}
