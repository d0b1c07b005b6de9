using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;
using Chamada.Tests.Interop;

namespace Chamada.Tests.Web;

/// <summary>
/// A headless Chromium as a phone with one page, driven over its own DevTools protocol. It reaches nothing but this machine, whatever name
/// a test gives it.
/// </summary>
internal sealed class Chromium : IAsyncDisposable
{
    /// <summary>A name that only a local network gives: to a browser it is no more trustworthy than the address of a teacher's
    /// laptop.</summary>
    public const string LocalName = "sala3.local";

    /// <summary>A name that somebody on the web has given to this machine's address.</summary>
    public const string StrangeName = "evil.example";

    private static readonly string[] Options =
    [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-sync",
        "--disable-breakpad",
        "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-extensions",
        "--hide-scrollbars", "--allow-pre-commit-input",
        $"--host-resolver-rules=MAP {LocalName} 127.0.0.1, MAP {StrangeName} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--remote-debugging-port=0", "about:blank",
    ];

    private readonly TemporaryFolder _profile;
    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _asked = [];
    private readonly CancellationTokenSource _ending = new();
    private Task _reading = Task.CompletedTask;
    private PageShown _shown = new();
    private string? _session;
    private int _lastId;

    private Chromium(TemporaryFolder profile, Process process)
    {
        _profile = profile;
        _process = process;
    }

    /// <summary>Every address that was asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>What a policy has kept the page from, and mistakes in its scripts.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    /// <summary>Starts one.</summary>
    /// <param name="root">A file with the certificate of an authority that it trusts, as if an administrator had installed it; null for
    /// none but the system's.</param>
    public static async Task<Chromium> StartAsync(string? root = null)
    {
        TemporaryFolder profile = new();
        if (root is not null)
        {
            string store = Path.Combine(profile.Path, ".pki", "nssdb");
            Directory.CreateDirectory(store);
            await ForeignProgram.RunAsync("certutil", ["-N", "--empty-password", "-d", "sql:" + store]);
            await ForeignProgram.RunAsync("certutil", ["-A", "-d", "sql:" + store, "-n", "test", "-t", "C,,", "-i", root]);
        }

        ProcessStartInfo info = InstalledProgram.StartInfo("chromium", [$"--user-data-dir={profile.Path}", .. Options]);
        info.Environment["HOME"] = profile.Path;
        Chromium started = new(profile, Process.Start(info)!);
        try
        {
            await started.ConnectAsync();
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Becomes a phone: its screen in its own pixels, its colours, its language.</summary>
    public async Task BecomeAsync(int width, int height, bool isDark = false, string language = "pt-BR", bool runsScripts = true)
    {
        await AskAsync("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 2, mobile = true });
        await AskAsync("Emulation.setTouchEmulationEnabled", new { enabled = true });
        await AskAsync("Emulation.setEmulatedMedia",
            new { features = new[] { new { name = "prefers-color-scheme", value = isDark ? "dark" : "light" } } });
        await AskAsync("Emulation.setScriptExecutionDisabled", new { value = !runsScripts });
        await AskAsync("Network.setExtraHTTPHeaders", new { headers = new Dictionary<string, string> { ["Accept-Language"] = language } });
    }

    /// <summary>Becomes a sheet of paper.</summary>
    public async Task BecomePaperAsync(int width, int height)
    {
        await AskAsync("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 1, mobile = false });
        await AskAsync("Emulation.setEmulatedMedia", new { media = "print" });
    }

    /// <summary>Goes to an address, and waits until it is shown.</summary>
    public Task OpenAsync(string address) => LeadsToPageAsync(() => AskAsync("Page.navigate", new { url = address }));

    /// <summary>Types into what has the focus, as a keyboard does.</summary>
    public Task TypeAsync(string text) => AskAsync("Input.insertText", new { text });

    /// <summary>Enter, which sends a form.</summary>
    public Task EnterAsync() => LeadsToPageAsync(async () =>
    {
        await AskAsync("Input.dispatchKeyEvent",
            new { type = "keyDown", key = "Enter", code = "Enter", windowsVirtualKeyCode = 13, text = "\r" });
        await AskAsync("Input.dispatchKeyEvent", new { type = "keyUp", key = "Enter", code = "Enter", windowsVirtualKeyCode = 13 });
    });

    /// <summary>A tap with a thumb on something that leads to another page.</summary>
    public Task TapAsync(string selector) => LeadsToPageAsync(() => TouchAsync(selector));

    /// <summary>A tap with a thumb.</summary>
    public async Task TouchAsync(string selector)
    {
        string place = await EvaluateAsync(
            $"(e=>{{e.scrollIntoView();let r=e.getBoundingClientRect();return r.x+r.width/2+' "
                + $"'+(r.y+r.height/2)}})(document.querySelector({Quote(selector)}))");
        double[] at =
            [.. place.Split(' ').Select(static number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
        await AskAsync("Input.dispatchTouchEvent", new { type = "touchStart", touchPoints = new[] { new { x = at[0], y = at[1] } } });
        await AskAsync("Input.dispatchTouchEvent", new { type = "touchEnd", touchPoints = Array.Empty<object>() });
    }

    /// <summary>Does something that leads to another page, and waits until that is shown.</summary>
    public async Task LeadsToPageAsync(Func<Task> act)
    {
        PageShown shown = _shown = new PageShown();
        await act();
        await shown.Task.WaitAsync(TestServer.Patience, TestContext.Current.CancellationToken);
    }

    /// <summary>The value of an expression, as text. Also where the page's own scripts do not run.</summary>
    public async Task<string> EvaluateAsync(string expression)
    {
        JsonNode answer = await AskAsync("Runtime.evaluate", new { expression, awaitPromise = true, returnByValue = true });
        Assert.True(answer["exceptionDetails"] is null, answer.ToJsonString());
        return answer["result"]!["value"]?.ToString() ?? "";
    }

    /// <summary>What can be read on the page.</summary>
    public Task<string> SeenAsync() => EvaluateAsync(@"document.body.innerText.replace(/\s+/g,' ').trim()");

    /// <summary>What has the focus: its id.</summary>
    public Task<string> FocusAsync() => EvaluateAsync("document.activeElement.id");

    /// <summary>What a screen reader finds: role and name of each thing that has a name.</summary>
    public async Task<IReadOnlyList<string>> SpokenAsync()
    {
        JsonNode tree = await AskAsync("Accessibility.getFullAXTree", new { });
        return [.. tree["nodes"]!.AsArray()
            .Where(static node => node!["ignored"]?.GetValue<bool>() != true && node["name"]?["value"]?.ToString() is { Length: > 0 })
            .Select(static node => $"{node!["role"]!["value"]}: {node["name"]!["value"]}")];
    }

    /// <summary>What can be used and has no name, so that a screen reader could only say that there is something: role of each.</summary>
    public async Task<IReadOnlyList<string>> UnnamedAsync()
    {
        JsonNode tree = await AskAsync("Accessibility.getFullAXTree", new { });
        return [.. tree["nodes"]!.AsArray()
            .Where(static node => node!["ignored"]?.GetValue<bool>() != true && node["name"]?["value"]?.ToString() is null or "")
            .Select(static node => node!["role"]!["value"]!.ToString())
            .Where(static role => role is "button" or "link" or "textbox" or "heading" or "RootWebArea")];
    }

    /// <summary>A picture of the screen, where the variable CHAMADA_SCREENSHOTS names a folder for pictures.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("CHAMADA_SCREENSHOTS") is { Length: > 0 } folder)
        {
            JsonNode picture = await AskAsync("Page.captureScreenshot", new { format = "png" });
            await File.WriteAllBytesAsync(
                Path.Combine(folder, name + ".png"), Convert.FromBase64String(picture["data"]!.ToString()),
                TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            _session = null;
            _ = AskAsync("Browser.close", new { }).ContinueWith(static asked => asked.Exception, TaskScheduler.Default);
            using CancellationTokenSource patience = new(TestServer.Patience);
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _ending.CancelAsync();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _process.Dispose();
        _ending.Dispose();
        _profile.Dispose();
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);

    private async Task ConnectAsync()
    {
        using CancellationTokenSource patience = new(TestServer.Patience);
        _ = _process.StandardOutput.ReadToEndAsync(_ending.Token).ContinueWith(static read => read.Exception, TaskScheduler.Default);
        string? address = null, told = "";
        while (address is null)
        {
            string line = await _process.StandardError.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException($"chromium ended: {told}");
            told += line + "\n";
            address = line.StartsWith("DevTools listening on ", StringComparison.Ordinal) ? line[(line.LastIndexOf(' ') + 1)..] : null;
        }

        _ = _process.StandardError.ReadToEndAsync(_ending.Token).ContinueWith(static read => read.Exception, TaskScheduler.Default);
        await _socket.ConnectAsync(new Uri(address), patience.Token);
        _reading = ReadAsync();
        JsonNode target = await AskAsync("Target.createTarget", new { url = "about:blank" });
        JsonNode session = await AskAsync("Target.attachToTarget", new { targetId = target["targetId"]!.ToString(), flatten = true });
        _session = session["sessionId"]!.ToString();
        foreach (string domain in (string[])["Page", "Network", "Log", "Runtime", "Accessibility"])
        {
            await AskAsync(domain + ".enable", new { });
        }

        await AskAsync("Page.setLifecycleEventsEnabled", new { enabled = true });
    }

    private async Task<JsonNode> AskAsync(string method, object parameters)
    {
        int id = Interlocked.Increment(ref _lastId);
        TaskCompletionSource<JsonNode> answer = _asked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        JsonObject message = new() { ["id"] = id, ["method"] = method, ["params"] = JsonSerializer.SerializeToNode(parameters) };
        if (_session is { } session)
        {
            message["sessionId"] = session;
        }

        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, _ending.Token);
        return await answer.Task.WaitAsync(TestServer.Patience);
    }

    private async Task ReadAsync()
    {
        byte[] buffer = new byte[64 * 1024];
        using MemoryStream message = new();
        while (true)
        {
            ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(buffer.AsMemory(), _ending.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                Take(JsonNode.Parse(message.ToArray())!);
                message.SetLength(0);
            }
        }
    }

    private void Take(JsonNode message)
    {
        if (message["id"] is { } id)
        {
            if (_asked.TryRemove(id.GetValue<int>(), out TaskCompletionSource<JsonNode>? answer))
            {
                _ = message["result"] is { } result
                    ? answer.TrySetResult(result)
                    : answer.TrySetException(new InvalidOperationException(message["error"]?.ToJsonString()));
            }

            return;
        }

        // What frames within the page do is not told apart: the pages that are tested have none.
        switch (message["method"]!.ToString())
        {
            case "Page.lifecycleEvent":
                _shown.Take(message["params"]!["name"]!.ToString());
                break;
            case "Network.requestWillBeSent":
                Requests.Enqueue($"{message["params"]!["request"]!["method"]} {message["params"]!["request"]!["url"]}");
                break;
            case "Log.entryAdded" when message["params"]!["entry"]!["source"]!.ToString() == "security":
                Complaints.Enqueue(message["params"]!["entry"]!["text"]!.ToString());
                break;
            case "Runtime.exceptionThrown":
                Complaints.Enqueue(message["params"]!["exceptionDetails"]!.ToJsonString());
                break;
        }
    }

    /// <summary>A page is shown when it is loaded and painted: before that a tap meets nothing.</summary>
    private sealed class PageShown
    {
        private readonly TaskCompletionSource _shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _hasBegun;
        private bool _isLoaded;
        private bool _isPainted;

        public Task Task => _shown.Task;

        public void Take(string happened)
        {
            _hasBegun |= happened == "init";
            _isLoaded |= _hasBegun && happened == "load";
            _isPainted |= _hasBegun && happened == "firstContentfulPaint";
            if (_isLoaded && _isPainted)
            {
                _shown.TrySetResult();
            }
        }
    }
}
