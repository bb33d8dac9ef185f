using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Storage.Fencing;

namespace Beast.Quorum.Daemon.Fencing;

/// <summary>Makes what fencing needs of the cluster's identity.</summary>
internal static class FenceSetup
{
    /// <summary>The pools' reservations; null if the method is not configured.</summary>
    public static PoolReservations? Reservations(BeastqConfiguration configuration, Guid cluster) =>
        configuration.Fencing.Reservations is null
            ? null
            : new PoolReservations(configuration, ReservationKeys.Of(cluster, configuration.Node));
}
