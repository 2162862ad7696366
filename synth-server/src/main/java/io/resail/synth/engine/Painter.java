package io.resail.synth.engine;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.RgbImage;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synthesis.DeviceStatus;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.SizeForecast;
import java.util.List;

/// Turns sketches into images. Any thread may call; a device works on one call after another.
public interface Painter extends AutoCloseable {
  /// What it paints with.
  ModelDescription model();

  /// How the guidance that it reads is composed.
  GuidanceRule guidance();

  /// Where it paints, such as `cpu` or `gpu0`.
  String device();

  /// The software that paints, with its version.
  String software();

  /// Refuses a size that it cannot paint.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] saying which sizes it can
  void require(OutputSize size);

  /// What painting one image is predicted to take.
  ///
  /// @param size one that [#require] takes
  SizeForecast forecast(OutputSize size);

  /// Bytes of the device's memory that the model's weights take.
  long weightBytes();

  /// Bytes that it may take whatever it paints: weights, and what it keeps of label maps at most.
  default long heldBytes() {
    return weightBytes();
  }

  /// The device it paints on, as it stands now.
  DeviceStatus deviceStatus();

  /// Batches that it paints side by side: one for each device.
  default int lanes() {
    return 1;
  }

  /// Paints sketches of one size.
  ///
  /// @param patience asked between steps of the work
  /// @return one image for each sketch, in order; each is what it would be alone
  /// @throws FaultException [Fault#BUSY] if the device is out of memory, [Fault#CANCELLED] or
  ///     [Fault#TOO_LATE] if patience ends
  List<RgbImage> paint(List<Sketch> batch, Patience patience);

  /// Frees the model once what is being painted is done.
  @Override
  void close();
}
