package io.resail.synth.network;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which generator it is: everything but its weights.
///
/// @param norm how blocks normalise and modulate
/// @param labels label channels, `L` of the spec
/// @param widths channels inside
/// @param crop width of the image before rounding to the latent
/// @param aspect width divided by height
/// @param light where a picture has the mean of its colours from
public record NetworkSettings(
    NormKind norm,
    int labels,
    Widths widths,
    Upsampling upsampling,
    int crop,
    double aspect,
    Light light) {

  /// Channels inside a generator.
  ///
  /// @param blocks of the last usual block, `ngf`; the first have sixteen times as many
  /// @param norms inside norms, `hidden`
  /// @param styleNorms inside [StyleSpadeNorm]s
  public record Widths(int blocks, int norms, int styleNorms) {
    /// Those of the paper.
    public static final Widths PAPER = new Widths(64, 128, 256);

    /// Widths of at least 1.
    public Widths {
      if (blocks < 1 || norms < 1 || styleNorms < 1) {
        throw new IllegalArgumentException(
            "widths " + blocks + ", " + norms + ", " + styleNorms + ": need at least 1 each");
      }
    }
  }

  /// One block of the generator.
  ///
  /// @param name prefix of its weights
  /// @param doublings of the activations before it
  /// @param in channels of its input
  /// @param out channels of its output
  public record Block(String name, int doublings, int in, int out) {}

  /// @throws IllegalArgumentException if no such generator can be; the message says why
  public NetworkSettings {
    if (labels < 1 || crop < 1 || !(aspect > 0) || Double.isInfinite(aspect)) {
      throw new IllegalArgumentException(
          labels
              + " label channels, crop "
              + crop
              + ", aspect "
              + aspect
              + ": need at least 1, at least 1, and more than 0");
    }
    if (upsampling == Upsampling.MOST && widths.blocks % 2 != 0) {
      throw new IllegalArgumentException(
          "width " + widths.blocks + " cannot be halved for the last block: need an even one");
    }
    Normalization normalization = norm.of(widths.norms, widths.styleNorms);
    normalization.check(labels);
    int latentWidth = crop >> upsampling.times();
    long latentHeight = Math.round(Math.rint(latentWidth / aspect));
    if (Math.min(latentWidth, latentHeight) < normalization.smallestSide()) {
      throw new IllegalArgumentException(
          "crop "
              + crop
              + " of aspect "
              + aspect
              + " doubled "
              + upsampling.times()
              + " times starts from a latent of "
              + latentHeight
              + " x "
              + latentWidth
              + ": "
              + norm
              + " needs at least "
              + normalization.smallestSide()
              + " each way");
    }
  }

  /// One whose pictures have the light that it paints them in.
  public NetworkSettings(
      NormKind norm, int labels, Widths widths, Upsampling upsampling, int crop, double aspect) {
    this(norm, labels, widths, upsampling, crop, aspect, Light.OWN);
  }

  /// The same network, its pictures' light from elsewhere.
  public NetworkSettings with(Light other) {
    return new NetworkSettings(norm, labels, widths, upsampling, crop, aspect, other);
  }

  /// Whether pictures of this network depend on guidance, by its norm or by their light.
  public boolean readsGuidance() {
    return norm.readsGuidance() || light == Light.GUIDANCE;
  }

  /// The norm of these widths.
  public Normalization normalization() {
    return norm.of(widths.norms, widths.styleNorms);
  }

  /// Width of the latent.
  public int latentWidth() {
    return crop >> upsampling.times();
  }

  /// Height of the latent, rounded half to even.
  public int latentHeight() {
    return (int) Math.rint(latentWidth() / aspect);
  }

  /// Height of the images painted, pixels.
  public int height() {
    return latentHeight() << upsampling.times();
  }

  /// Width of the images painted, pixels.
  public int width() {
    return latentWidth() << upsampling.times();
  }

  /// Both sides of an image are multiples of this, pixels.
  public int stride() {
    return 1 << upsampling.times();
  }

  /// The same weights' generator for images of another size.
  ///
  /// @throws IllegalArgumentException if a side is not a multiple of [#stride] or too small; the
  ///     message says which
  public NetworkSettings sized(int height, int width) {
    if (height % stride() != 0 || width % stride() != 0 || height < 1) {
      throw new IllegalArgumentException(
          "images of " + height + " x " + width + ": need multiples of " + stride());
    }
    double ratio = (double) width / height;
    return new NetworkSettings(norm, labels, widths, upsampling, width, ratio, light);
  }

  /// The blocks from latent to image.
  public List<Block> blocks() {
    int ngf = widths.blocks;
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block("head_0", 0, 16 * ngf, 16 * ngf));
    blocks.add(new Block("G_middle_0", 1, 16 * ngf, 16 * ngf));
    int more = upsampling == Upsampling.NORMAL ? 0 : 1;
    blocks.add(new Block("G_middle_1", more, 16 * ngf, 16 * ngf));
    for (int i = 0; i < 4; i++) {
      blocks.add(new Block("up_" + i, 1, (16 >> i) * ngf, (8 >> i) * ngf));
    }
    if (upsampling == Upsampling.MOST) {
      blocks.add(new Block("up_4", 1, ngf, ngf / 2));
    }
    return blocks;
  }

  /// The arrays of this generator (spec 11).
  public Blueprint blueprint() {
    Normalization normalization = normalization();
    List<Block> blocks = blocks();
    Draft draft = Draft.empty();
    draft.under("fc").conv(labels, blocks.getFirst().in, 3);
    for (Block block : blocks) {
      ResidualBlock.draft(
          draft.under(block.name), normalization.inBlock(block.name), labels, block.in, block.out);
    }
    draft.under("conv_img").conv(blocks.getLast().out, 3, 3);
    normalization.draftStyle(draft, widths.blocks);
    return draft.blueprint();
  }

  /// These settings as words to store beside weights; `light` only where it is not as the paper has
  /// it.
  public Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("norm", norm.name());
    words.put("label_nc", Integer.toString(labels));
    words.put("ngf", Integer.toString(widths.blocks));
    words.put("hidden", Integer.toString(widths.norms));
    words.put("style_hidden", Integer.toString(widths.styleNorms));
    words.put("num_upsampling_layers", upsampling.word());
    words.put("crop_size", Integer.toString(crop));
    words.put("aspect_ratio", Double.toString(aspect));
    if (light != Light.OWN) {
      words.put("light", Words.of(light));
    }
    return words;
  }

  /// The settings in stored words; others among them are left aside.
  ///
  /// @throws FaultException [Fault#DAMAGED] if a word is missing or makes no sense
  public static NetworkSettings of(Map<String, String> words) {
    try {
      return new NetworkSettings(
          NormKind.named(word(words, "norm")),
          Integer.parseInt(word(words, "label_nc")),
          new Widths(
              Integer.parseInt(word(words, "ngf")),
              Integer.parseInt(word(words, "hidden")),
              Integer.parseInt(word(words, "style_hidden"))),
          Upsampling.named(word(words, "num_upsampling_layers")),
          Integer.parseInt(word(words, "crop_size")),
          Double.parseDouble(word(words, "aspect_ratio")),
          Words.constant(Light.class, "light", words.getOrDefault("light", Words.of(Light.OWN))));
    } catch (IllegalArgumentException | FaultException wrong) {
      throw new FaultException(
          Fault.DAMAGED, "stored network settings are of no use: " + wrong.getMessage(), wrong);
    }
  }

  private static String word(Map<String, String> words, String name) {
    String word = words.get(name);
    if (word == null) {
      throw new IllegalArgumentException("no '" + name + "' among " + words.keySet());
    }
    return word;
  }
}
