using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Storage;
using Beast.Quorum.Storage.Fencing;

namespace Beast.Quorum.Daemon.Fencing;

/// <summary><c>scsi-pr</c>: takes the pools' disks from the peer.</summary>
internal sealed class ReservationFence(
    StorageSystem system, IReadOnlyList<string> pools, string quorumDevice) : IFenceMethod
{
    public string Name => FenceMethods.NameOf(FencingMethod.ScsiPr);

    private PoolReservations Reservations => system.Reservations
        ?? throw new InvalidOperationException("the reservations were not set up");

    public FenceAnswer Fence(Func<bool> goesOn)
    {
        bool ok = Reservations.TryFence(system, pools, Reservations.Method.Deadline, out string text, goesOn);
        return new FenceAnswer(ok, text);
    }

    public FenceProof Prove()
    {
        ReservationProof proof = ReservationTest.Run(system, Reservations, pools, quorumDevice);
        return new FenceProof(proof.Ok ? FenceOutcome.Proved : FenceOutcome.Failed, proof.Lines);
    }
}
