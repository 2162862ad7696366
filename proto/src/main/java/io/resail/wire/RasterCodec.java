package io.resail.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.Box;
import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelMap;
import io.resail.raster.Mask;
import io.resail.raster.Png;
import io.resail.raster.RgbImage;
import io.resail.raster.Samples;
import io.resail.raster.Segment;
import java.util.function.Supplier;

/// Pixel grids and what is cut from them, as messages and back. Immutable, any thread.
///
/// Sizes are checked before anything is decompressed or allocated; a message that breaks a rule is
/// refused with [Fault#WRONG_INPUT] naming the field by its path in the request.
public final class RasterCodec {
  private final int mostPixels;
  private final GridCodec grids;

  /// A codec that refuses grids of more pixels.
  public RasterCodec(int mostPixels) {
    this.mostPixels = mostPixels;
    this.grids = new GridCodec(mostPixels);
  }

  /// A codec with the limit of [Png#MOST_PIXELS].
  public static RasterCodec standard() {
    return new RasterCodec(Png.MOST_PIXELS);
  }

  io.resail.proto.v1.Box message(Box box) {
    return io.resail.proto.v1.Box.newBuilder()
        .setLeft(box.left())
        .setTop(box.top())
        .setWidth(box.width())
        .setHeight(box.height())
        .build();
  }

  Box value(String field, io.resail.proto.v1.Box box) {
    return Field.made(
        field, () -> new Box(box.getLeft(), box.getTop(), box.getWidth(), box.getHeight()));
  }

  io.resail.proto.v1.Mask message(Mask mask) {
    return grids.message(mask);
  }

  Mask value(String field, io.resail.proto.v1.Mask mask) {
    return grids.mask(field, mask);
  }

  io.resail.proto.v1.Segment message(Segment segment) {
    return io.resail.proto.v1.Segment.newBuilder()
        .setClassId(segment.classId())
        .setForeground(segment.foreground())
        .setBox(message(segment.box()))
        .setMask(message(segment.mask()))
        .build();
  }

  Segment value(String field, io.resail.proto.v1.Segment segment) {
    Box box = value(field + ".box", segment.getBox());
    Mask mask = value(field + ".mask", segment.getMask());
    return Field.made(
        field, () -> new Segment(segment.getClassId(), segment.getForeground(), box, mask));
  }

  /// A label map as raw grids.
  public io.resail.proto.v1.LabelMap message(LabelMap map) {
    io.resail.proto.v1.LabelMap.Builder message =
        io.resail.proto.v1.LabelMap.newBuilder()
            .setLabelGrid(grids.message(map.width(), map.height(), map.toLabels()));
    if (map.hasInstances()) {
      message.setInstanceGrid(grids.message(map.width(), map.height(), map.toInstances()));
    }
    return message.build();
  }

  /// The label map of a message.
  public LabelMap value(io.resail.proto.v1.LabelMap message) {
    LabelMap map =
        switch (message.getLabelsCase()) {
          case LABEL_PNG -> labels(message.getLabelPng().toByteArray());
          case LABEL_GRID -> {
            int[] values = grids.values("map.label_grid", message.getLabelGrid());
            yield LabelMap.of(
                message.getLabelGrid().getWidth(), message.getLabelGrid().getHeight(), values);
          }
          case LABELS_NOT_SET ->
              throw Field.wrong("map", "holds no labels: send label_png or label_grid");
        };
    return switch (message.getInstancesCase()) {
      case INSTANCE_PNG -> instances(map, message.getInstancePng().toByteArray());
      case INSTANCE_GRID -> {
        io.resail.proto.v1.Grid grid = message.getInstanceGrid();
        requireSame("map.instance_grid", map, grid.getWidth(), grid.getHeight());
        yield map.withInstances(grids.values("map.instance_grid", grid));
      }
      case INSTANCES_NOT_SET -> map;
    };
  }

  /// A label map from the raw raster of a PNG: 8- or 16-bit grey, or palette indices.
  public LabelMap labels(byte[] png) {
    String field = "map.label_png";
    Samples samples = samples(field, png);
    if (samples.channels() != 1) {
      throw Field.wrong(
          field,
          "PNG with "
              + samples.channels()
              + " channels: need one value a pixel (grey or palette); a colour-coded map must be"
              + " turned into label values first");
    }
    return LabelMap.of(samples.width(), samples.height(), samples.channel(0));
  }

  /// The map with instances from the raw raster of a PNG; RGB is read as red << 8 | green.
  public LabelMap instances(LabelMap map, byte[] png) {
    String field = "map.instance_png";
    Png.Size size = size(field, png);
    requireSame(field, map, size.width(), size.height());
    Samples samples = samples(field, png);
    int[] values = samples.channel(0);
    if (samples.channels() >= 3) {
      int[] numbers = samples.channel(1);
      for (int i = 0; i < values.length; i++) {
        values[i] = values[i] << 8 | numbers[i];
      }
    }
    return map.withInstances(values);
  }

  private static void requireSame(String field, LabelMap map, int width, int height) {
    if (width != map.width() || height != map.height()) {
      throw Field.wrong(
          field,
          "instances of "
              + width
              + " x "
              + height
              + " for labels of "
              + map.width()
              + " x "
              + map.height()
              + " pixels: need the same size");
    }
  }

  Samples samples(String field, byte[] png) {
    return read(field, () -> Png.readSamples(png, mostPixels));
  }

  private static Png.Size size(String field, byte[] png) {
    return read(field, () -> Png.size(png));
  }

  ByteString png(RgbImage image) {
    return UnsafeByteOperations.unsafeWrap(Png.write(image));
  }

  RgbImage image(String field, ByteString png) {
    return read(field, () -> Png.readImage(png.toByteArray(), mostPixels));
  }

  /// An image that must have the size of its box, which is asked of its header before its pixels
  /// are decompressed.
  RgbImage image(String field, ByteString png, Box box) {
    byte[] bytes = png.toByteArray();
    Png.Size size = size(field, bytes);
    if (size.width() != box.width() || size.height() != box.height()) {
      throw Field.wrong(
          field,
          "PNG of "
              + size.width()
              + " x "
              + size.height()
              + " pixels for "
              + box
              + ": need the size of the box");
    }
    return read(field, () -> Png.readImage(bytes, mostPixels));
  }

  /// What a reader that does not know the field says, said of the field.
  private static <T> T read(String field, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (FaultException e) {
      throw Field.wrong(field, String.valueOf(e.getMessage()));
    }
  }

  /// A catalogue with its fingerprint.
  public io.resail.proto.v1.ClassCatalog message(ClassCatalog catalog) {
    return CatalogCodec.message(catalog);
  }

  /// The catalogue of a message.
  ///
  /// @throws FaultException [Fault#BROKEN] if its fingerprint is not the one sent with it
  public ClassCatalog value(io.resail.proto.v1.ClassCatalog message) {
    return CatalogCodec.value(message);
  }
}
