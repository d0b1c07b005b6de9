using System.Diagnostics;
using System.Text.RegularExpressions;
using Chamada.Tests.Rules;

namespace Chamada.Tests.EndToEnd;

/// <summary>What <c>./package</c> makes for Debian, of the program that the tests run: what is in it, and that it is the same each
/// time.</summary>
public sealed partial class DebianPackageTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task It_holds_the_program_the_unit_a_manual_page_a_command_and_completions()
    {
        string package = await MakeAsync("first");
        Assert.Equal(Version(), (await RunAsync("dpkg-deb", "--field", package, "Version")).Trim());
        string root = Path.Combine(_folder.Path, "root"), share = Path.Combine(root, "usr", "share");
        await RunAsync("dpkg-deb", "--raw-extract", package, root);
        await RunAsync("sh", "-c", $"test -x '{root}/usr/lib/chamada/chamada' && test -x '{root}/usr/bin/chamada'");
        Assert.Equal(
            File.ReadAllText(Path.Combine(LayerTests.Root(), "packaging", "systemd", "chamada.service")),
            File.ReadAllText(Path.Combine(root, "usr", "lib", "systemd", "system", "chamada.service")));
        foreach (string script in (string[])["postinst", "prerm", "postrm"])
        {
            string path = Path.Combine(root, "DEBIAN", script);
            await RunAsync("sh", "-c", $"test -x '{path}' && sh -n '{path}'");
        }

        string help = (await ChamadaProcess.RunAsync(["--help", "--lang", "en"])).Output;
        string[] commands = [.. Command().Matches(help).SelectMany(static line => (string[])[line.Groups[1].Value, line.Groups[2].Value])];
        Assert.Contains("professor", commands);
        foreach (string folder in (string[])["man", Path.Combine("man", "pt_BR")])
        {
            string pages = Path.Combine(share, folder, "man1");
            Assert.Equal(
                [.. commands.Select(static command => $"chamada-{command}.1.gz").Append("chamada.1.gz").Order(StringComparer.Ordinal)],
                Directory.GetFiles(pages).Select(static page => Path.GetFileName(page)).Order(StringComparer.Ordinal));
        }

        string page = await RunAsync("sh", "-c", $"gzip -dc '{share}/man/man1/chamada-teacher.1.gz'");
        Assert.StartsWith(".TH CHAMADA-TEACHER 1 ", page, StringComparison.Ordinal);
        Assert.Contains(@".B \-\-open, \-\-abrir CLASS", page, StringComparison.Ordinal);
        Assert.Contains(@"chamada\-teacher \- Open, list and close roll calls" + "\n", page, StringComparison.Ordinal);
        Assert.Contains("~/.local/share/chamada", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), page, StringComparison.Ordinal);
        await RunAsync("bash", "-n", Path.Combine(share, "bash-completion", "completions", "chamada"));
        Assert.True(File.Exists(Path.Combine(share, "zsh", "vendor-completions", "_chamada")));
        Assert.True(File.Exists(Path.Combine(share, "fish", "vendor_completions.d", "chamada.fish")));
    }

    [Fact]
    public async Task The_same_sources_give_the_same_bytes() =>
        Assert.Equal(File.ReadAllBytes(await MakeAsync("first")), File.ReadAllBytes(await MakeAsync("second")));

    public void Dispose() => _folder.Dispose();

    private async Task<string> MakeAsync(string name)
    {
        InstalledProgram.Require("dpkg-deb");
        string output = Path.Combine(_folder.Path, name);
        string[] command = ChamadaProcess.CommandLine;
        string program = Path.GetDirectoryName(command[^1])!;
        await RunAsync("bash", Path.Combine(LayerTests.Root(), "package"), "--program", program, "--output", output, "deb");
        return Assert.Single(Directory.GetFiles(output, "chamada_*.deb"));
    }

    private static async Task<string> RunAsync(string program, params string[] args)
    {
        ProcessStartInfo info = InstalledProgram.StartInfo(program, args);
        info.Environment["SOURCE_DATE_EPOCH"] = "1767225600";
        using Process process = Process.Start(info)!;
        using CancellationTokenSource limit = new(Limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token), error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', args)}:\n{await output}{await error}");
        return await output;
    }

    private static string Version() =>
        VersionElement().Match(File.ReadAllText(Path.Combine(LayerTests.Root(), "Directory.Build.props"))).Groups[1].Value;

    [GeneratedRegex("<Version>(.+)</Version>")]
    private static partial Regex VersionElement();

    [GeneratedRegex("^  ([a-z]+), ([a-z]+)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
