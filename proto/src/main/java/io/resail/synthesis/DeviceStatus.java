package io.resail.synthesis;

/// A device that paints.
///
/// @param name such as `cpu` or `gpu0`
/// @param software that runs it, with its version
/// @param memoryBudget bytes that weights and activations may take together
/// @param memoryUsed bytes in use by native code; 0 where the platform does not say
public record DeviceStatus(String name, String software, long memoryBudget, long memoryUsed) {
  public DeviceStatus {
    if (memoryBudget < 0 || memoryUsed < 0) {
      throw new IllegalArgumentException(
          memoryUsed + " of " + memoryBudget + " bytes: need no less than nothing");
    }
  }
}
