package io.resail.tools.golden;

import io.resail.raster.Mask;
import io.resail.raster.RgbImage;
import io.resail.synth.weights.Weights;
import io.resail.tools.distortion.ColourTransfer;

/// The colour transfer of distorted ground truth (spec section 5, step 2).
final class ColourTransferSubject implements GoldenSubject {
  private static final double LAB_BOUND = 1e-9;

  /// Truncation to 8 bits turns the last digit of a logarithm into a step, in rare samples.
  private static final double LARGEST_STEP = 1;

  private static final double RARE = 0.01;

  @Override
  public boolean answersFor(String file) {
    return file.equals("color_transfer");
  }

  @Override
  public void check(Weights golden, Cases cases) {
    for (int i = 0; golden.find(i + ".src").isPresent(); i++) {
      RgbImage source = ResizeSubject.image(golden.tensor(i + ".src"));
      Mask mask = ResizeSubject.mask(golden.tensor(i + ".src_mask"), 0);
      cases.within(
          i + ".src_lab",
          LAB_BOUND,
          golden.tensor(i + ".src_lab").doubles(),
          ColourTransfer.lab(source, mask));
      RgbImage out =
          ColourTransfer.transfer(
              source,
              mask,
              ResizeSubject.image(golden.tensor(i + ".dst")),
              ResizeSubject.mask(golden.tensor(i + ".dst_mask"), 0));
      compare(i + ".out", golden.tensor(i + ".out").bytes(), out.toSamples(), cases);
    }
  }

  private static void compare(String name, byte[] expected, byte[] given, Cases cases) {
    int worst = 0;
    int different = 0;
    for (int i = 0; i < expected.length; i++) {
      int error = Math.abs((expected[i] & 0xff) - (given[i] & 0xff));
      worst = Math.max(worst, error);
      different += error == 0 ? 0 : 1;
    }
    cases.add(name, worst, LARGEST_STEP);
    cases.add(name + " share that differs", (double) different / expected.length, RARE);
  }
}
