using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Scenarios.Commands;

/// <summary>
/// What is wrong with the first group's pool: <c>pool damaged|sound|unreadable|readable</c>, and how long its scrub
/// takes: <c>pool scrub-takes 60s</c>.
/// </summary>
internal static class PoolCommands
{
    public static void AddTo(Dictionary<string, Action<Arguments>> commands, Stage stage) =>
        commands["pool"] = arguments =>
        {
            PoolErrors errors = stage.World.Errors[0];
            switch (arguments.OneOf("damaged", "sound", "unreadable", "readable", "scrub-takes"))
            {
                case "damaged":
                    errors.Damaged = true;
                    break;
                case "sound":
                    errors.Damaged = false;
                    break;
                case "scrub-takes":
                    errors.ScrubTime = arguments.Time("how long a scrub takes");
                    break;
                case var reading:
                    errors.Unreadable = reading == "unreadable";
                    break;
            }
        };
}
