using Chamada.Tui.Cli;

return await ChamadaCommand.RunAsync(args, Environment.GetEnvironmentVariable, CliOutput.ForProcess());
