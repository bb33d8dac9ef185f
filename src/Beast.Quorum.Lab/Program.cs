return Beast.Quorum.Lab.LabEntry.Run(args);
