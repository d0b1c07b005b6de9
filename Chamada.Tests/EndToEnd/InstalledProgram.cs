using System.Collections.Frozen;
using System.Diagnostics;

namespace Chamada.Tests.EndToEnd;

/// <summary>
/// A program of somebody else's that a test calls. Which there are, and in which package, stands in <c>programs.txt</c>, by which the
/// script <c>test</c> installs them. Every test starts its programs by this, so a missing one skips it with a reason, wherever it is.
/// </summary>
internal static class InstalledProgram
{
    private static readonly FrozenDictionary<string, string> Packages =
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "programs.txt"))
        .Where(static line => line.Length > 0 && line[0] != '#')
        .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToFrozenDictionary(static columns => columns[0], static columns => columns[1]);

    // Debian keeps what only root is thought to need where other accounts do not look.
    private static readonly string[] Folders =
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            "/usr/sbin", "/sbin"];

    /// <summary>Where a program is. Skips the test where it is not installed; fails it where the program is not in the table.</summary>
    public static string Require(string program)
    {
        Assert.True(Packages.TryGetValue(program, out string? package), $"{program} is not in programs.txt, so nobody would install it");
        string? path = Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        Assert.SkipUnless(path is not null, $"{program} is not installed (Debian: apt-get install {package})");
        return path;
    }

    /// <summary>As <see cref="Require(string)"/>, for a test that calls several in one script.</summary>
    public static void Require(params ReadOnlySpan<string> programs)
    {
        foreach (string program in programs)
        {
            _ = Require(program);
        }
    }

    /// <summary>How to start a program that is there, as <see cref="Require(string)"/> says; its stdout and stderr come to the
    /// test.</summary>
    public static ProcessStartInfo StartInfo(string program, params IEnumerable<string> args)
    {
        ProcessStartInfo info = new(Require(program)) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string arg in args)
        {
            info.ArgumentList.Add(arg);
        }

        return info;
    }
}
