using System.Globalization;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Ctl;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Steps;

/// <summary>
/// Makes this node primary or secondary for one LUN. Always writes, as <see cref="RoleStep"/> does: only a write opens
/// the volume again, and only the return of a write to secondary says that it is closed.
/// </summary>
internal sealed class LunRoleStep(Caller caller, string lun, string role) : IStepAction
{
    public Attempt Try()
    {
        bool gives = role == LunRoles.Secondary;
        if (!LunRoles.TryList(caller, out IReadOnlyList<CtlLun> luns, out CallFailure failure, out bool notLoaded))
        {
            return gives && notLoaded
                ? Attempt.AlreadySo($"CTL is not loaded, so LUN {lun} serves nothing")
                : Attempt.OrAgain(failure);
        }

        CtlLun? found = luns.FirstOrDefault(one => one.Number.ToString(CultureInfo.InvariantCulture) == lun);
        if (found is not null)
        {
            return LunRoles.Set(caller, found, role, out _);
        }

        return gives
            ? Attempt.AlreadySo($"LUN {lun} does not exist, so it serves nothing")
            : Attempt.NotYet($"LUN {lun} does not exist: {CtlFailures.WhereLunsComeFrom}");
    }
}

/// <summary>
/// Sees that a LUN without a role of its own is secondary. Writes only if it must: the write touches every LUN of the
/// node, those of other groups too, and panics the kernel of 12.1.
/// </summary>
internal sealed class DefaultRoleStep(Caller caller, RoleSwitch roles) : IStepAction
{
    public Attempt Try()
    {
        if (!caller.Read(CtlVariables.Role, out string before, out CallFailure failure))
        {
            return Attempt.Of(failure);
        }

        if (before == CtlVariables.Secondary)
        {
            return Attempt.AlreadySo($"LUNs without a role of their own are secondary ({CtlVariables.Role}=1)");
        }

        if (!roles.TrySet(caller, CtlVariables.Secondary, caller.Clock.Left, out failure) ||
            !caller.Read(CtlVariables.Role, out string now, out failure))
        {
            return Attempt.Of(failure);
        }

        return now == CtlVariables.Secondary
            ? Attempt.Done($"LUNs without a role of their own are secondary now ({CtlVariables.Role}=1)")
            : Attempt.Failed($"ha_role was set to 1 and reads {OneLine.Of(now)}: something else sets it");
    }
}
