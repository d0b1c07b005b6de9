using Chamada.Tests.EndToEnd;
using Chamada.Tui.Cli;
using Microsoft.Extensions.Logging;

namespace Chamada.Tests.Cli;

/// <summary>The log of a server with a screen.</summary>
public sealed class FileLogTests
{
    [Fact]
    public void It_never_grows_beyond_two_mebibytes()
    {
        using TemporaryFolder folder = new();
        string file = Path.Combine(folder.Path, "server.log");
        string text = new('x', 1000);
        using (FileLog log = new(file, TimeProvider.System))
        {
            for (int i = 0; i < 5_000; i++)
            {
                log.Log(LogLevel.Warning, default, i, null, (number, _) => $"{number} {text}");
            }
        }

        Assert.InRange(new FileInfo(file).Length, 1, (1 << 20) + 2_000);
        Assert.InRange(new FileInfo(file + ".1").Length, 1 << 20, (1 << 20) + 2_000);
        Assert.Contains("4999 ", File.ReadLines(file).Last(), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }
}
