using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Ctl;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Steps;

/// <summary>
/// Makes this node primary or secondary. Always writes, whatever is set: only a write re-opens LUNs, and only the
/// return of a write to secondary says that the zvols are closed.
/// </summary>
internal sealed class RoleStep(Caller caller, RoleSwitch roles, string role) : IStepAction
{
    public Attempt Try()
    {
        if (!roles.TrySet(caller, role, caller.Clock.Left, out CallFailure failure) ||
            !caller.Read(CtlVariables.Role, out string now, out failure))
        {
            return Attempt.Of(failure);
        }

        string name = role == CtlVariables.Primary ? "primary" : "secondary";
        return now == role
            ? Attempt.Done($"this node is {name} ({CtlVariables.Role}={role})")
            : Attempt.Failed($"ha_role was set to {role} and reads {OneLine.Of(now)}: something else sets it");
    }
}
