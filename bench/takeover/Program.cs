using Beast.Quorum.Bench.Takeover;

Settings? settings = Settings.Read(args, Console.Error);
if (settings is null)
{
    return 2;
}

bool good = true;
foreach (string preset in settings.Presets)
{
    Measurement measurement = LabRounds.Measure(preset, settings.Rounds);
    good &= Table.Print(measurement, Console.Out);
}

return good ? 0 : 1;
