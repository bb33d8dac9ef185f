using Beast.Quorum.Lab.Geom;
using Beast.Quorum.Lab.Portal;

namespace Beast.Quorum.Lab.Ctl;

/// <content>A LUN that lies on a multipath device.</content>
internal sealed partial class Lun
{
    private const string MultipathPrefix = "/dev/multipath/";
    private MultipathDevice? _device;

    /// <summary>Where a path in <c>/dev/multipath</c> leads.</summary>
    internal MultipathClass? Multipath { get; init; }

    private MultipathDevice? Device
    {
        get
        {
            lock (_io)
            {
                return _device;
            }
        }
    }

    /// <summary>
    /// A device that is destroyed while it is open stays open and dead: only closing lets the new one of its name be
    /// found (FreeBSD, ctl_be_block_modify opens what has no vnode).
    /// </summary>
    private string OpenDevice(string path)
    {
        MultipathDevice? device = Multipath?.Find(path[MultipathPrefix.Length..]);
        if (device?.Open(configuration.Id) != true)
        {
            return Failure(path, NoEntry);
        }

        lock (_io)
        {
            Blocks = device.MediaSize / 512;
            _device = device;
        }

        return "";
    }

    /// <summary>Whatever fails below is a hardware error to the initiator.</summary>
    private static PortalStatus Status(int error) => error switch
    {
        Errno.None => PortalStatus.Good,
        Errno.ReadOnly => PortalStatus.WriteProtected,
        _ => PortalStatus.MediumError,
    };
}
