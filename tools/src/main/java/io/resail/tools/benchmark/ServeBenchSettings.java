package io.resail.tools.benchmark;

import java.time.Duration;
import java.util.List;

/// What a run of [ServeBench] does.
///
/// @param clients clients at once of each closed loop, each at least 1; none if there are rates
/// @param rates requests a second of each open loop; empty for half and twice what the best closed
///     loop reached
/// @param perLoad how long each load goes on sending
/// @param warmUp how long one client sends before anything is measured
/// @param timeAllowed for each request, told to the server as its deadline
/// @param model by name; empty for the server's default one
public record ServeBenchSettings(
    List<Integer> clients,
    List<Double> rates,
    Duration perLoad,
    Duration warmUp,
    Duration timeAllowed,
    String model) {
  public ServeBenchSettings {
    clients = List.copyOf(clients);
    rates = List.copyOf(rates);
    if ((clients.isEmpty() && rates.isEmpty())
        || clients.stream().anyMatch(n -> n < 1)
        || rates.stream().anyMatch(rate -> !(rate > 0) || rate > 1e6)
        || !perLoad.isPositive()
        || warmUp.isNegative()
        || !timeAllowed.isPositive()) {
      throw new IllegalArgumentException(
          "clients "
              + clients
              + ", rates "
              + rates
              + ", "
              + perLoad
              + " per load, warm-up "
              + warmUp
              + ", "
              + timeAllowed
              + " per request: need a number of clients or a rate, clients of at least 1, rates"
              + " above 0 and at most a million, and times above 0");
    }
  }
}
