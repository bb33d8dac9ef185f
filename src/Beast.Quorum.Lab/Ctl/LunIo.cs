using Beast.Quorum.Lab.Faults;
using Beast.Quorum.Lab.Portal;

namespace Beast.Quorum.Lab.Ctl;

/// <summary>Who answers a request, and how: the table of ALUA states and sense codes of CTL's HA modes.</summary>
internal sealed class LunIo(CtlSubsystem ctl, InjectedFaults faults, ulong hostId)
{
    private const int Transfer = 2;

    /// <summary>Serves an initiator.</summary>
    internal byte[] Serve(byte[] request)
    {
        var view = new PortalRequest(request);
        if (!view.IsWellFormed)
        {
            return PortalAnswer.Build(PortalStatus.Malformed);
        }

        if (view.Operation == PortalOperation.Login)
        {
            return Login(request, forward: true);
        }

        if (ctl.Luns.Find(view.Lun) is not { } lun)
        {
            return PortalAnswer.Build(PortalStatus.NoSuchLun);
        }

        if (lun.IsPrimary)
        {
            return Run(lun, view);
        }

        PortalStatus status = SecondaryStatus(view.Lun);
        return status != PortalStatus.Good
            ? PortalAnswer.Build(status)
            : ctl.Link.Forward(request) ?? PortalAnswer.Build(PortalStatus.Busy);
    }

    /// <summary>Serves what the peer forwarded: never forwarded again.</summary>
    internal byte[] ServeForwarded(byte[] request)
    {
        var view = new PortalRequest(request);
        if (!view.IsWellFormed)
        {
            return PortalAnswer.Build(PortalStatus.Malformed);
        }

        if (view.Operation == PortalOperation.Login)
        {
            return Login(request, forward: false);
        }

        if (ctl.Luns.Find(view.Lun) is not { } lun)
        {
            return PortalAnswer.Build(PortalStatus.NoSuchLun);
        }

        return lun.IsPrimary ? Run(lun, view) : PortalAnswer.Build(PortalStatus.Transitioning);
    }

    private byte[] Login(byte[] request, bool forward)
    {
        string target = PortalLogin.Target(new PortalRequest(request).Data);
        var luns = new List<PortalLun>();
        IReadOnlyList<PortalLun>? elsewhere = null;
        foreach (Lun lun in ctl.Luns.All())
        {
            int id = lun.Configuration.Id;
            if (!lun.Configuration.IsIn(target))
            {
                continue;
            }

            if (forward && !lun.IsPrimary && SecondaryStatus(id) == PortalStatus.Good)
            {
                elsewhere ??= OfPeer(request);
                luns.Add(elsewhere.FirstOrDefault(found => found.Id == id, new PortalLun(id, 0)));
            }
            else
            {
                luns.Add(new PortalLun(id, lun.HasMedia ? lun.Blocks * 512 : 0));
            }
        }

        return luns.Count == 0 ? PortalAnswer.Build(PortalStatus.NoSuchTarget) : PortalLogin.Answer(luns);
    }

    private IReadOnlyList<PortalLun> OfPeer(byte[] request) =>
        ctl.Link.Forward(request) is { Length: >= PortalAnswer.HeaderLength } answer
            ? PortalLogin.Luns(answer.AsSpan(PortalAnswer.HeaderLength)) ?? []
            : [];

    /// <summary>What a secondary LUN answers; good means that the peer runs the request.</summary>
    private PortalStatus SecondaryStatus(int lun) => ctl.Link.State switch
    {
        0 => PortalStatus.Unavailable,
        1 => PortalStatus.Transitioning,
        _ when ctl.Link.PeerState?.Primary.Contains(lun) != true => PortalStatus.Transitioning,
        _ => ctl.HaMode == Transfer ? PortalStatus.Good : PortalStatus.Standby,
    };

    private byte[] Run(Lun lun, PortalRequest request)
    {
        switch (request.Operation)
        {
            case PortalOperation.Write:
                return PortalAnswer.Build(Write(lun, request));
            case PortalOperation.Read:
                return Read(lun, request);
            default:
                return PortalAnswer.Build(lun.HasMedia ? PortalStatus.Good : PortalStatus.NoMedia);
        }
    }

    private PortalStatus Write(Lun lun, PortalRequest request)
    {
        if (lun.HasMedia && faults.TakeDroppedWrite())
        {
            return PortalStatus.Good;
        }

        byte[] block = request.Data.ToArray();
        DataBlock.StampHost(block, hostId);
        return lun.Write(request.Block, block, faults.StaleReadWanted);
    }

    private byte[] Read(Lun lun, PortalRequest request)
    {
        var block = new byte[DataBlock.Length];
        PortalStatus status = lun.Read(request.Block, block);
        if (status == PortalStatus.Good && faults.StaleReadWanted
            && lun.TakePrevious(request.Block) is { } previous && faults.TakeStaleRead())
        {
            block = previous;
        }

        return PortalAnswer.Build(status, status == PortalStatus.Good ? block : default);
    }
}
