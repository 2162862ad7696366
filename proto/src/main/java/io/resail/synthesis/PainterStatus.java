package io.resail.synthesis;

import java.util.List;

/// What a painter of images has at hand.
///
/// @param models loaded, the default one first
/// @param devices that paint
/// @param files that may be loaded, as [ModelControl#load] names them; empty where models are fixed
public record PainterStatus(
    List<LoadedModel> models, List<DeviceStatus> devices, List<String> files) {
  /// Neither models nor devices.
  public static final PainterStatus NONE = new PainterStatus(List.of(), List.of(), List.of());

  public PainterStatus {
    models = List.copyOf(models);
    devices = List.copyOf(devices);
    files = List.copyOf(files);
  }
}
