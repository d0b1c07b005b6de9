using System.Net;
using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Hosting;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tui.Cli;
using Chamada.Tui.Resources;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tests.Cli;

/// <summary>A teacher's program whose server, somebody else's, is gone from its own machine.</summary>
public sealed class TakeOverTests : IDisposable
{
    private static readonly TimeSpan GoneForGood = TimeSpan.FromSeconds(15), NotYet = GoneForGood - TimeSpan.FromMilliseconds(1);

    private readonly TemporaryFolder _folder = new();
    private readonly CliContext _context;

    public TakeOverTests()
    {
        Dictionary<string, string?> environment = _folder.Environment();
        _context = new CliContext(
            LanguagePack.Of(Language.English), new CliOutput(Stream.Null, Stream.Null), environment.GetValueOrDefault, TimeProvider.System);
    }

    [Fact]
    public async Task It_becomes_the_server_when_the_other_one_has_not_come_back_for_15_seconds()
    {
        (TeacherServer teacher, ServerAddress address) = await AfterTheOtherOneAsync();
        using (teacher)
        {
            Assert.False(await teacher.TakeOverAsync(NotYet));
            Assert.False(teacher.Status.IsServing);
            Assert.True(await teacher.TakeOverAsync(GoneForGood));
            Assert.True(teacher.Status.IsServing);
            await using RollClient client = (await RollClient.ConnectAsync(address)).Value!;
            Assert.Empty((await client.RollsAsync()).Value!);
        }
    }

    [Fact]
    public async Task It_never_does_while_this_account_has_a_roll_call_there_which_a_new_server_would_not_know()
    {
        (TeacherServer teacher, ServerAddress address) = await AfterTheOtherOneAsync();
        using (teacher)
        {
            Assert.True(ClassNumber.TryParse("3030", out ClassNumber number));
            Assert.NotNull(_context.TeacherFolder.Tokens.Reserve(address, number, RollClient.NewToken).Value);
            Assert.False(await teacher.TakeOverAsync(TimeSpan.FromDays(1)));
            Assert.False(teacher.Status.IsServing);
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A teacher's program that has found a server of other data, which has then ended.</summary>
    private async Task<(TeacherServer Teacher, ServerAddress Address)> AfterTheOtherOneAsync()
    {
        ServerOptions other = new() { Address = IPAddress.Loopback, Port = 0 };
        await using RollServer server = (await RollServer.StartAsync(other)).Server!;
        int port = server.EndPoint.Port;
        ServerOptions own = other with { DataFolder = Path.Combine(_folder.Path, "server") };
        TeacherServer teacher =
            (await TeacherServer.StartAsync(_context, new TeacherServerOptions(port, null, own, new SystemNetwork([]))))!;
        Assert.False(teacher.Status.IsServing);
        return (teacher, new ServerAddress("127.0.0.1", port));
    }
}
