package io.resail.synthesis;

import java.time.Duration;

/// What painting one image of a size is predicted to take.
///
/// @param size of the image
/// @param activationBytes of the device's memory at the peak, beside the weights
/// @param time on a device that does nothing else
public record SizeForecast(OutputSize size, long activationBytes, Duration time) {
  public SizeForecast {
    if (activationBytes < 0 || time.isNegative()) {
      throw new IllegalArgumentException(
          activationBytes + " bytes in " + time + " for " + size + ": need no less than nothing");
    }
  }
}
