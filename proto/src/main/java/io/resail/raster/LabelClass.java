package io.resail.raster;

/// One class of a catalogue.
///
/// @param label its value in label maps, 0 to 65,535
/// @param name what it shows, for people
/// @param rgb its colour in pictures of label maps, 0xRRGGBB
/// @param thing whether its segments are foreground
public record LabelClass(int label, String name, int rgb, boolean thing) {
  public LabelClass {
    if (label < 0 || label > 0xffff || rgb < 0 || rgb > 0xffffff || name.isBlank()) {
      throw new IllegalArgumentException(
          "class "
              + label
              + " named '"
              + name
              + "' with colour "
              + Integer.toHexString(rgb)
              + ": need a label of 0 to 65535, a name and a colour of 000000 to ffffff");
    }
  }
}
