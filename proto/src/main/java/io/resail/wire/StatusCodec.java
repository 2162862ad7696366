package io.resail.wire;

import io.resail.proto.v1.Device;
import io.resail.proto.v1.ListModelsResponse;
import io.resail.synthesis.DeviceStatus;
import io.resail.synthesis.LoadedModel;
import io.resail.synthesis.PainterStatus;
import io.resail.synthesis.SizeForecast;
import java.util.List;

/// What is loaded and on which devices, as messages and back.
public final class StatusCodec {
  private final SynthesisCodec synthesis;

  /// A codec that tells of models as `synthesis` does.
  public StatusCodec(SynthesisCodec synthesis) {
    this.synthesis = synthesis;
  }

  /// Fills in what a status says.
  public void fill(ListModelsResponse.Builder message, PainterStatus status) {
    status.models().forEach(each -> message.addLoaded(message(each)));
    status.devices().forEach(each -> message.addDevices(message(each)));
    message.addAllFiles(status.files());
  }

  /// The status in a list of models; empty from a server that does not tell.
  public PainterStatus value(ListModelsResponse message) {
    return new PainterStatus(
        Field.each("loaded", message.getLoadedList(), this::value),
        Field.each("devices", message.getDevicesList(), StatusCodec::value),
        List.copyOf(message.getFilesList()));
  }

  /// A loaded model as a message.
  public io.resail.proto.v1.LoadedModel message(LoadedModel loaded) {
    return io.resail.proto.v1.LoadedModel.newBuilder()
        .setModel(synthesis.message(loaded.model()))
        .setDevice(loaded.device())
        .setWeightBytes(loaded.weightBytes())
        .addAllSizes(loaded.sizes().stream().map(StatusCodec::message).toList())
        .setQueued(loaded.queued())
        .build();
  }

  /// The loaded model of a message.
  public LoadedModel value(io.resail.proto.v1.LoadedModel message) {
    return value("loaded", message);
  }

  private LoadedModel value(String field, io.resail.proto.v1.LoadedModel message) {
    List<SizeForecast> sizes =
        Field.each(field + ".sizes", message.getSizesList(), StatusCodec::value);
    return Field.made(
        field,
        () ->
            new LoadedModel(
                synthesis.value(message.getModel()),
                message.getDevice(),
                message.getWeightBytes(),
                sizes,
                message.getQueued()));
  }

  private static io.resail.proto.v1.SizeForecast message(SizeForecast forecast) {
    return io.resail.proto.v1.SizeForecast.newBuilder()
        .setSize(SynthesisCodec.message(forecast.size()))
        .setActivationBytes(forecast.activationBytes())
        .setTime(Field.message(forecast.time()))
        .build();
  }

  private static SizeForecast value(String field, io.resail.proto.v1.SizeForecast message) {
    return Field.made(
        field,
        () ->
            new SizeForecast(
                SynthesisCodec.value(field + ".size", message.getSize()),
                message.getActivationBytes(),
                Field.time(field + ".time", message.getTime())));
  }

  private static Device message(DeviceStatus device) {
    return Device.newBuilder()
        .setName(device.name())
        .setSoftware(device.software())
        .setMemoryBudget(device.memoryBudget())
        .setMemoryUsed(device.memoryUsed())
        .build();
  }

  private static DeviceStatus value(String field, Device message) {
    return Field.made(
        field,
        () ->
            new DeviceStatus(
                message.getName(),
                message.getSoftware(),
                message.getMemoryBudget(),
                message.getMemoryUsed()));
  }
}
