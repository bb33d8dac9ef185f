using System.Globalization;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Ctl;

namespace Beast.Quorum.Storage.Steps;

/// <summary>Writes a role once more while a LUN is not ready, which opens a volume that was not there before.</summary>
internal interface IRoleAgain
{
    /// <summary>Time since the last write began.</summary>
    public TimeSpan SinceLastWrite { get; }

    /// <summary>Writes it. <see cref="StepOutcome.TimedOut"/>: another write is under way, which will do.</summary>
    public bool TryWrite(Caller caller, out CallFailure failure);
}

/// <summary>The node's role.</summary>
internal sealed class NodeRoleAgain(RoleSwitch roles) : IRoleAgain
{
    public TimeSpan SinceLastWrite => roles.SinceLastWrite;

    public bool TryWrite(Caller caller, out CallFailure failure) =>
        roles.TrySet(caller, CtlVariables.Primary, TimeSpan.Zero, out failure);
}

/// <summary>The role of one LUN; no other LUN and no other group takes notice.</summary>
internal sealed class LunRoleAgain(TimeProvider time, string lun) : IRoleAgain
{
    private long lastWrite = time.GetTimestamp();

    public TimeSpan SinceLastWrite => time.GetElapsedTime(lastWrite);

    public bool TryWrite(Caller caller, out CallFailure failure)
    {
        lastWrite = time.GetTimestamp();
        if (!LunRoles.TryList(caller, out IReadOnlyList<CtlLun> luns, out failure))
        {
            return false;
        }

        CtlLun? found = luns.FirstOrDefault(one => one.Number.ToString(CultureInfo.InvariantCulture) == lun);
        if (found is null)
        {
            failure = new CallFailure(StepOutcome.Failed, CtlFailures.Meaning(CtlFailure.NoSuchLun));
            return false;
        }

        StepResult result = LunRoles.Set(caller, found, LunRoles.Primary, out _).Result;
        failure = new CallFailure(result.Outcome, result.Detail);
        return result.Outcome.Succeeded();
    }
}
