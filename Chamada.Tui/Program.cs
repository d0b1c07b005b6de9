return await Chamada.Tui.Cli.ChamadaCommand.RunAsync(args, Environment.GetEnvironmentVariable);
