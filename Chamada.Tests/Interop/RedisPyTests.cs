using System.Globalization;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Interop;

/// <summary>redis-py, whose pipelines are MULTI … EXEC by default.</summary>
public sealed class RedisPyTests
{
    /// <summary>Debian's, for which the library is a package.</summary>
    private const string Python = "/usr/bin/python3";

    private const string Library = "/usr/lib/python3/dist-packages/redis/client.py";

    [Fact]
    public async Task Its_pipelines_are_carried_out_as_a_whole_or_not_at_all()
    {
        InstalledProgram.Require(Python, Library);
        await using TestServer server = new();
        string output = await ForeignProgram.RunAsync(
            Python, [Path.Combine(AppContext.BaseDirectory, "Interop", "redis_pipeline.py"),
                server.EndPoint.Port.ToString(CultureInfo.InvariantCulture)]);
        string[] lines = output.Split('\n');
        Assert.Equal("3030 REGISTERED ALREADY 1000", lines[0]);
        Assert.StartsWith("nothing: ", lines[1], StringComparison.Ordinal);
        Assert.Equal("1000 OK", lines[2]);
    }
}
