using Beast.Quorum.Simulation.Commands;

System.CommandLine.ParseResult parsed = SimulationCommands.Build().Parse(args);
int code = parsed.Invoke();
return parsed.Errors.Count > 0 ? 2 : code;
