using System.Diagnostics;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Log;

/// <summary>
/// A small file system of its own in memory, which can fill up and be made read-only. Making one takes the rights of root on
/// Linux; where they are missing, the test is skipped and says so.
/// </summary>
internal sealed class MountedFolder : IDisposable
{
    private readonly JournalFolder _parent = new();

    public string Path => _parent.Path;

    private string Filler => System.IO.Path.Combine(Path, "filler");

    public static MountedFolder Of(int bytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a tmpfs to mount");
        InstalledProgram.Require("mount", "umount");
        MountedFolder folder = new();
        if (Run("mount", "-t", "tmpfs", "-o", $"size={bytes}", "tmpfs", folder.Path) != 0)
        {
            folder._parent.Dispose();
            Assert.Skip("A file system can only be mounted by root");
        }

        return folder;
    }

    /// <summary>Leaves no room.</summary>
    public void Fill()
    {
        using FileStream file = new(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] block = new byte[512];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>
    /// Leaves room again, at once: a process that another test starts in this moment may hold the file open for as long as it takes to
    /// start, and what is only deleted would keep its room until then.
    /// </summary>
    public void MakeRoom()
    {
        using (FileStream file = new(Filler, FileMode.Truncate, FileAccess.Write))
        {
            // Empty now.
        }

        File.Delete(Filler);
    }

    public void MakeReadOnly() => Assert.Equal(0, Run("mount", "-o", "remount,ro", Path));

    public void Dispose()
    {
        _ = Run("umount", Path);
        _parent.Dispose();
    }

    private static int Run(string command, params string[] arguments)
    {
        using Process process = Process.Start(InstalledProgram.StartInfo(command, arguments))!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
