using Beast.Quorum.Simulation.Faults;

FaultPlan plan = new(args.Length > 0 ? ulong.Parse(args[0], null) : 1);
plan.World.Run(600);
