package io.resail.tools.dataset;

import static java.util.stream.Collectors.joining;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// The layouts of data sets that are understood.
public enum DatasetKind {
  /// `leftImg8bit/{train,val}/CITY/*_leftImg8bit.png` with `gtFine/…_gtFine_labelIds.png` and
  /// `…_gtFine_instanceIds.png`.
  CITYSCAPES("cityscapes"),
  /// `images/{training,validation}/*.jpg` with `annotations/…` and, where there are any,
  /// `annotations_instance/…` and `categoryMapping.txt`.
  ADE20K("ade20k"),
  /// A subset of ADE20K in its layout or without split folders; spare annotations do not matter.
  ADE20K_OUTDOOR("ade20k-outdoor"),
  /// `images/{train,val}2017` with `stuffthingmaps/…`, or flat `{train,val}_img` with `…_label` and
  /// `…_inst`.
  COCO_STUFF("coco-stuff"),
  /// `images/{train,val}/*.jpg` with `labels/…`.
  CAMVID("camvid"),
  /// `images/SPLIT/…` with `labels/SPLIT/…`, where there are any `instances/SPLIT/…`, and
  /// `classes.json`.
  FOLDER("folder");

  private final String word;

  DatasetKind(String word) {
    this.word = word;
  }

  /// The name on the command line.
  public String word() {
    return word;
  }

  /// The kind of that name on the command line.
  public static Optional<DatasetKind> named(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /// The names on the command line, for messages.
  static String words() {
    return Arrays.stream(values()).map(DatasetKind::word).collect(joining(", "));
  }

  /// The kind whose layout a folder shows.
  ///
  /// @throws FaultException [Fault#UNKNOWN] if there is no such folder, [Fault#WRONG_INPUT] if it
  ///     shows none
  public static DatasetKind detect(Path dir) {
    if (!Files.isDirectory(dir)) {
      throw new FaultException(
          Fault.UNKNOWN,
          dir.toString(),
          dir
              + " is not a folder: need the folder of a data set, or KIND:DIR with one of "
              + words());
    }
    if (Files.exists(dir.resolve(PlainFolder.CLASSES))) {
      return FOLDER;
    }
    if (Files.isDirectory(dir.resolve(Cityscapes.IMAGES))) {
      return CITYSCAPES;
    }
    if (Files.exists(dir.resolve(Ade20k.MAPPING))
        || Files.isDirectory(dir.resolve("annotations/training"))
        || Files.isDirectory(dir.resolve("annotations/validation"))) {
      return ADE20K;
    }
    if (!COCO_STUFF.layout().splits(dir).isEmpty()) {
      return COCO_STUFF;
    }
    if (CamVid.hasItsNames(dir)) {
      return CAMVID;
    }
    throw new FaultException(
        Fault.WRONG_INPUT,
        dir.toString(),
        dir
            + " does not look like a data set that is known: name its kind as KIND:DIR with one of "
            + words()
            + "; a "
            + FOLDER.word
            + " needs "
            + PlainFolder.CLASSES
            + ", images and labels");
  }

  Layout layout() {
    return switch (this) {
      case CITYSCAPES -> new Cityscapes();
      case ADE20K -> new Ade20k(false);
      case ADE20K_OUTDOOR -> new Ade20k(true);
      case COCO_STUFF -> new CocoStuff();
      case CAMVID -> new CamVid();
      case FOLDER -> new PlainFolder();
    };
  }
}
