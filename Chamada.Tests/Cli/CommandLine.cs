using System.Text;
using Chamada.Tests.EndToEnd;
using Chamada.Tui.Cli;

namespace Chamada.Tests.Cli;

/// <summary>A command line run inside the tests' process: what it does not need a process of its own to show.</summary>
internal static class CommandLine
{
    /// <summary>Runs it to its end, in an environment without any variable but those given.</summary>
    public static async Task<ProcessOutcome> RunAsync(string[] args, params (string Name, string Value)[] environment)
    {
        using MemoryStream output = new(), error = new();
        int code = await ChamadaCommand.RunAsync(
            args,
            name => environment.FirstOrDefault(variable => variable.Name == name).Value ?? name switch
            {
                "XDG_DATA_HOME" => "/dev/null/no-data-folder",
                "CHAMADA_LINKS" => "none",
                _ => null,
            },
            new CliOutput(output, error)).WaitAsync(ChamadaProcess.Limit);
        return new ProcessOutcome(code, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}
