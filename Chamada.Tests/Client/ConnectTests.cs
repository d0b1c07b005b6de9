using Chamada.Core.Client;
using Chamada.Tests.Cli;

namespace Chamada.Tests.Client;

/// <summary>What a client finds at the other end when it connects.</summary>
public sealed class ConnectTests
{
    [Theory]
    [InlineData("-ERR unknown command `HELLO`\r\n", ClientFault.NotChamada)]
    [InlineData("-NOAUTH HELLO must be called with the client already authenticated\r\n", ClientFault.NotChamada)]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", ClientFault.NotChamada)]
    [InlineData("-ERR max number of clients reached\r\n", ClientFault.Refused)]
    public async Task Whatever_refuses_the_greeting_is_no_Chamada_server_unless_it_is_full(string answer, ClientFault expected)
    {
        await using StubbornPeer peer = new(answer, thenCloses: false);

        ClientResult<RollClient> result = await RollClient.ConnectAsync(
            ServerAddress.Parse(peer.Address)!, new RollClientOptions { Timeout = TimeSpan.FromSeconds(30) },
            TestContext.Current.CancellationToken);

        Assert.Equal(expected, result.Error?.Fault);
    }
}
