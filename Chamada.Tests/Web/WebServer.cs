using System.Text;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Web;

/// <summary>What the teacher does on a server whose pages are tested.</summary>
internal static class WebServer
{
    private static readonly TokenHash Token = TokenHash.Of(Encoding.ASCII.GetBytes(new string('a', 32)));

    /// <summary>Opens a class.</summary>
    public static async Task OpenAsync(this TestServer server, long number)
    {
        RollOutcome outcome = await AskAsync(server, number, new OpenCommand(Token, RollRules.None));
        Assert.Equal(RollWord.Opened, outcome.Word);
    }

    /// <summary>Who is present, in order of arrival, with commas between them.</summary>
    public static async Task<string> ListAsync(this TestServer server, long number)
    {
        RollOutcome outcome = await AskAsync(server, number, new ListCommand(Token));
        return string.Join(',', outcome.List!.Attendances.Select(static attendance => attendance.Student));
    }

    /// <summary>Takes a student off the list.</summary>
    public static async Task RemoveAsync(this TestServer server, long number, string student)
    {
        RollOutcome outcome = await server.Book.AskAsync(
            new RollRequest(ClassNumber.From(number), StudentId.From(student), new MarkCommand(Token, Mark.Removed, "no")), Teacher);
        Assert.Equal(RollWord.Removed, outcome.Word);
    }

    private static Caller Teacher { get; } = new(System.Net.IPAddress.Loopback, MayOpen: true);

    private static Task<RollOutcome> AskAsync(TestServer server, long number, RollCommand command) =>
        server.Book.AskAsync(new RollRequest(ClassNumber.From(number), command), Teacher);
}
