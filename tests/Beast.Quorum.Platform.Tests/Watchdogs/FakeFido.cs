using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Sysctls;

namespace Beast.Quorum.Platform.Tests.Watchdogs;

/// <summary>
/// FreeBSD's /dev/fido as a state: what is armed, in the interface of one generation (sys/dev/watchdog/watchdog.c). It
/// can be told to program something else than asked, as a faulty conversion in the kernel does.
/// </summary>
internal sealed class FakeFido(bool isNew) : ISysctl
{
    private const uint NewSet = 0x80085735, NewGet = 0x40085736, NewControl = 0x80045733;
    private const uint OldPat = 0x8004572A, OldGet = 0x4004572C;

    /// <summary>Nanoseconds in force as an exponent of two; 0 while disarmed.</summary>
    internal int Exponent { get; set; }

    /// <summary>Added to the exponent that is asked for.</summary>
    internal int Wrong { get; set; }

    /// <summary>Whether the time-out can be read by request; else by sysctl only.</summary>
    internal bool CanBeAsked { get; init; } = true;

    internal int Pats { get; private set; }

    internal int Control(nuint request, ref long argument)
    {
        switch ((uint)request)
        {
            case NewSet when isNew:
                double nanoseconds = argument / 4294967296.0 * 1e9;
                Exponent = (int)Math.Round(Math.Log2(nanoseconds)) + Wrong;
                Pats++;
                return 0;
            case NewControl when isNew && (int)argument == 0:
                Exponent = 0;
                return 0;
            case NewGet when isNew && CanBeAsked:
                argument = Exponent == 0 ? 0 : (long)((1L << Exponent) / 1e9 * 4294967296.0);
                return 0;
            case OldPat when !isNew:
                Exponent = (int)(argument & 0xFF) == 0 ? 0 : (int)(argument & 0xFF) + Wrong;
                Pats++;
                return 0;
            case OldGet when !isNew && CanBeAsked:
                argument = Exponent;
                return 0;
            default:
                return Errno.ENOTTY;
        }
    }

    public SysctlResult Read(string name) => name switch
    {
        "hw.watchdog.wd_last_u" when !isNew => new SysctlResult(true, $"{Exponent}", ""),
        "hw.watchdog.wd_last_msecs" when isNew => new SysctlResult(
            true, $"{(Exponent == 0 ? 0 : (1L << Exponent) / 1_000_000)}", ""),
        _ => new SysctlResult(false, "", $"unknown oid '{name}'"),
    };

    public SysctlResult Write(string name, string value) => throw new InvalidOperationException("only read here");
}
