package io.resail.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.proto.v1.Grid;
import io.resail.raster.Box;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelClass;
import io.resail.raster.LabelMap;
import io.resail.raster.Mask;
import io.resail.raster.Png;
import io.resail.raster.RgbImage;
import io.resail.raster.Samples;
import io.resail.raster.Segment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.TreeMap;
import java.util.TreeSet;

/// Pixel grids and what is cut from them, as messages and back.
///
/// Sizes are checked before anything is decompressed or allocated; a message that breaks a rule
/// is refused
/// with [Fault#WRONG_INPUT] naming the field.
public final class RasterCodec {
  private final int mostPixels;

  /// A codec that refuses grids of more pixels.
  public RasterCodec(int mostPixels) {
    this.mostPixels = mostPixels;
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

  Box value(io.resail.proto.v1.Box box) {
    return new Box(box.getLeft(), box.getTop(), box.getWidth(), box.getHeight());
  }

  io.resail.proto.v1.Mask message(Mask mask) {
    long[] words = mask.toWords();
    ByteBuffer bytes = ByteBuffer.allocate(8 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(words);
    return io.resail.proto.v1.Mask.newBuilder()
        .setWidth(mask.width())
        .setHeight(mask.height())
        .setWords(UnsafeByteOperations.unsafeWrap(bytes))
        .build();
  }

  Mask value(io.resail.proto.v1.Mask mask) {
    requireSize("mask", mask.getWidth(), mask.getHeight());
    ByteString bytes = mask.getWords();
    if (bytes.size() % 8 != 0) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "mask",
          "mask of " + bytes.size() + " bytes: need whole 64-bit little-endian words");
    }
    long[] words = new long[bytes.size() / 8];
    bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
    return Mask.ofWords(mask.getWidth(), mask.getHeight(), words);
  }

  io.resail.proto.v1.Segment message(Segment segment) {
    return io.resail.proto.v1.Segment.newBuilder()
        .setClassId(segment.classId())
        .setForeground(segment.foreground())
        .setBox(message(segment.box()))
        .setMask(message(segment.mask()))
        .build();
  }

  Segment value(io.resail.proto.v1.Segment segment) {
    return new Segment(
        segment.getClassId(),
        segment.getForeground(),
        value(segment.getBox()),
        value(segment.getMask()));
  }

  /// A label map as raw grids.
  public io.resail.proto.v1.LabelMap message(LabelMap map) {
    io.resail.proto.v1.LabelMap.Builder message =
        io.resail.proto.v1.LabelMap.newBuilder()
            .setLabelGrid(grid(map.width(), map.height(), map.toLabels()));
    if (map.hasInstances()) {
      message.setInstanceGrid(grid(map.width(), map.height(), map.toInstances()));
    }
    return message.build();
  }

  /// The label map of a message.
  public LabelMap value(io.resail.proto.v1.LabelMap message) {
    LabelMap map =
        switch (message.getLabelsCase()) {
          case LABEL_PNG -> labels(message.getLabelPng().toByteArray());
          case LABEL_GRID -> {
            Grid grid = message.getLabelGrid();
            int[] values = values("label_map.label_grid", grid);
            yield LabelMap.of(grid.getWidth(), grid.getHeight(), values);
          }
          case LABELS_NOT_SET ->
              throw new FaultException(
                  Fault.WRONG_INPUT,
                  "label_map",
                  "request without a label map: send label_png or label_grid");
        };
    return switch (message.getInstancesCase()) {
      case INSTANCE_PNG -> instances(map, message.getInstancePng().toByteArray());
      case INSTANCE_GRID -> {
        Grid grid = message.getInstanceGrid();
        requireSame(map, grid.getWidth(), grid.getHeight());
        yield map.withInstances(values("label_map.instance_grid", grid));
      }
      case INSTANCES_NOT_SET -> map;
    };
  }

  /// A label map from the raw raster of a PNG: 8- or 16-bit grey, or palette indices.
  public LabelMap labels(byte[] png) {
    Samples samples = samples("label_map.label_png", png);
    if (samples.channels() != 1) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "label_map.label_png",
          "label map PNG with "
              + samples.channels()
              + " channels: need one value a pixel (grey or palette); a colour-coded map must be"
              + " turned into label values first");
    }
    return LabelMap.of(samples.width(), samples.height(), samples.channel(0));
  }

  /// The map with instances from the raw raster of a PNG; RGB is read as red << 8 | green.
  public LabelMap instances(LabelMap map, byte[] png) {
    Samples samples = samples("label_map.instance_png", png);
    requireSame(map, samples.width(), samples.height());
    int[] values = samples.channel(0);
    if (samples.channels() >= 3) {
      int[] numbers = samples.channel(1);
      for (int i = 0; i < values.length; i++) {
        values[i] = values[i] << 8 | numbers[i];
      }
    }
    return map.withInstances(values);
  }

  private Samples samples(String field, byte[] png) {
    try {
      return Png.readSamples(png, mostPixels);
    } catch (FaultException e) {
      throw new FaultException(e.fault(), field, field + ": " + e.getMessage());
    }
  }

  private void requireSame(LabelMap map, int width, int height) {
    if (width != map.width() || height != map.height()) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "label_map.instances",
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

  private void requireSize(String field, int width, int height) {
    if (width < 1 || height < 1 || (long) width * height > mostPixels) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          field,
          field
              + " of "
              + width
              + " x "
              + height
              + " pixels: need at least 1 x 1 and at most "
              + mostPixels
              + " pixels");
    }
  }

  private static Grid grid(int width, int height, int[] values) {
    int all = 0;
    for (int value : values) {
      all |= value;
    }
    int size = all >>> 8 == 0 ? 1 : all >>> 16 == 0 ? 2 : 4;
    byte[] bytes = new byte[values.length * size];
    for (int i = 0, at = 0; i < values.length; i++) {
      for (int b = 0; b < size; b++, at++) {
        bytes[at] = (byte) (values[i] >>> (8 * b));
      }
    }
    return Grid.newBuilder()
        .setWidth(width)
        .setHeight(height)
        .setBytesPerValue(size)
        .setValues(UnsafeByteOperations.unsafeWrap(bytes))
        .build();
  }

  private int[] values(String field, Grid grid) {
    requireSize(field, grid.getWidth(), grid.getHeight());
    int size = grid.getBytesPerValue();
    int pixels = grid.getWidth() * grid.getHeight();
    if ((size != 1 && size != 2 && size != 4) || grid.getValues().size() != (long) pixels * size) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          field,
          field
              + " of "
              + grid.getValues().size()
              + " bytes, "
              + size
              + " a value, for "
              + pixels
              + " pixels: need 1, 2 or 4 bytes a value and one value a pixel");
    }
    byte[] bytes = grid.getValues().toByteArray();
    int[] values = new int[pixels];
    for (int i = 0, at = 0; i < pixels; i++) {
      for (int b = 0; b < size; b++, at++) {
        values[i] |= (bytes[at] & 0xff) << (8 * b);
      }
    }
    for (int value : values) {
      if (value < 0 || value > LabelMap.LARGEST_VALUE) {
        throw new FaultException(
            Fault.WRONG_INPUT,
            field,
            field + " holds " + (value & 0xffffffffL) + ": need at most " + LabelMap.LARGEST_VALUE);
      }
    }
    return values;
  }

  ByteString png(RgbImage image) {
    return UnsafeByteOperations.unsafeWrap(Png.write(image));
  }

  RgbImage image(String field, ByteString png) {
    try {
      return Png.readImage(png.toByteArray(), mostPixels);
    } catch (FaultException e) {
      throw new FaultException(e.fault(), field, field + ": " + e.getMessage());
    }
  }

  /// A catalogue with its fingerprint.
  public io.resail.proto.v1.ClassCatalog message(ClassCatalog catalog) {
    io.resail.proto.v1.ClassCatalog.Builder message =
        io.resail.proto.v1.ClassCatalog.newBuilder()
            .setName(catalog.name())
            .setInstanceRule(
                io.resail.proto.v1.InstanceRule.valueOf(
                    "INSTANCE_RULE_" + catalog.instanceRule().name()))
            .addAllIgnoredLabels(catalog.ignoredLabels())
            .putAllCategories(catalog.categories())
            .setChannels(catalog.channels())
            .setFingerprint(catalog.fingerprint());
    for (LabelClass each : catalog.classes()) {
      message.addClasses(
          io.resail.proto.v1.LabelClass.newBuilder()
              .setLabel(each.label())
              .setName(each.name())
              .setRgb(each.rgb())
              .setThing(each.thing()));
    }
    return message.build();
  }

  /// The catalogue of a message.
  ///
  /// @throws FaultException [Fault#BROKEN] if its fingerprint is not the one sent with it
  public ClassCatalog value(io.resail.proto.v1.ClassCatalog message) {
    ClassCatalog catalog =
        new ClassCatalog(
            message.getName(),
            switch (message.getInstanceRule()) {
              case INSTANCE_RULE_CITYSCAPES -> InstanceRule.CITYSCAPES;
              case INSTANCE_RULE_ADE20K -> InstanceRule.ADE20K;
              case INSTANCE_RULE_COCO_STUFF -> InstanceRule.COCO_STUFF;
              case INSTANCE_RULE_PLAIN -> InstanceRule.PLAIN;
              case INSTANCE_RULE_UNSPECIFIED, UNRECOGNIZED ->
                  throw new FaultException(
                      Fault.WRONG_INPUT,
                      "catalog.instance_rule",
                      "catalogue with an instance rule this version does not know: update it");
            },
            message.getClassesList().stream()
                .map(c -> new LabelClass(c.getLabel(), c.getName(), c.getRgb(), c.getThing()))
                .toList(),
            new TreeSet<>(message.getIgnoredLabelsList()),
            new TreeMap<>(message.getCategoriesMap()),
            message.getChannels());
    if (!message.getFingerprint().isEmpty()
        && !message.getFingerprint().equals(catalog.fingerprint())) {
      throw new FaultException(
          Fault.BROKEN,
          "catalogue '"
              + catalog.name()
              + "' sent with fingerprint "
              + message.getFingerprint()
              + " has "
              + catalog.fingerprint()
              + ": client and server are of different versions");
    }
    return catalog;
  }
}
