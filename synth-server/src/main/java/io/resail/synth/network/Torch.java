package io.resail.synth.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The operators our networks are made of, as PyTorch defines them.
///
/// Images are (N, C, H, W), float32. A result is a new array on the manager of the first argument.
/// Gradients flow through every operator. Any thread.
public final class Torch {
  private static final TorchScript LIBRARY =
      new TorchScript(
          """
          def batch_norm(self, x: Tensor, mean: Tensor, var: Tensor) -> Tensor:
            return torch.batch_norm(x, None, None, mean, var, False, 0.1, 1e-05, True)

          def batch_norm_training(self, x: Tensor, mean: Tensor, var: Tensor) -> Tensor:
            return torch.batch_norm(x, None, None, mean, var, True, 0.1, 1e-05, True)

          def instance_norm(self, x: Tensor) -> Tensor:
            return torch.instance_norm(x, None, None, None, None, True, 0.1, 1e-05, True)

          def transposed(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
            return torch.conv_transpose2d(x, weight, bias, [2, 2], [1, 1], [1, 1])

          def narrow(self, x: Tensor) -> Tensor:
            return torch.to(x, 15)

          def wide(self, x: Tensor) -> Tensor:
            return torch.to(x, 6)

          def linear(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
            return torch.linear(x, weight, bias)

          def reflected(self, x: Tensor) -> Tensor:
            return torch.reflection_pad2d(x, [1, 1, 1, 1])

          def twice(self, x: Tensor) -> Tensor:
            return torch.upsample_nearest2d(x, None, [2., 2.])

          def half(self, x: Tensor) -> Tensor:
            return torch.avg_pool2d(x, [2, 2], [2, 2])

          def coarse(self, x: Tensor) -> Tensor:
            return torch.avg_pool2d(x, [3, 3], [2, 2], [1, 1], False, False)

          def bilinear(self, x: Tensor, like: Tensor) -> Tensor:
            size = [torch.size(like, -2), torch.size(like, -1)]
            return torch.upsample_bilinear2d(x, size, False, None)

          def modulated(self, x: Tensor, gamma: Tensor, beta: Tensor) -> Tensor:
            return torch.add(torch.mul(x, torch.add(gamma, 1)), beta)

          def blend(self, one: Tensor, other: Tensor, share: Tensor) -> Tensor:
            weight = torch.sigmoid(share)
            return torch.add(torch.mul(one, weight), torch.mul(other, torch.rsub(weight, 1)))

          def pick(self, x: Tensor, rows: Tensor, columns: Tensor) -> Tensor:
            return torch.index_select(torch.index_select(x, -2, rows), -1, columns)

          def one_hot(self, labels: Tensor, channels: Tensor) -> Tensor:
            n, h, w = torch.size(labels)
            zeros = torch.new_zeros(channels, [n, torch.size(channels, 0), h, w])
            return torch.scatter(zeros, 1, torch.unsqueeze(torch.to(labels, 4), 1), 1.)

          def space_mean(self, x: Tensor) -> Tensor:
            return torch.mean(x, [2, 3], True)

          def lit(self, x: Tensor, guidance: Tensor) -> Tensor:
            covered = torch.type_as(torch.gt(torch.amax(guidance, [1], True), -1), x)
            share = torch.clamp_min(torch.mean(covered, [2, 3], True), 1e-06)
            shift = torch.mean(torch.mul(torch.sub(guidance, x), covered), [2, 3], True)
            return torch.clamp(torch.add(x, torch.div(shift, share)), -1, 1)

          def leaky(self, x: Tensor) -> Tensor:
            return torch.leaky_relu(x, 0.2)

          def spectral(self, weight: Tensor, u: Tensor, v: Tensor) -> Tensor:
            matrix = torch.reshape(weight, [torch.size(weight, 0), -1])
            return torch.div(weight, torch.dot(u, torch.mv(matrix, v)))

          def spectral_training(self, weight: Tensor, u: Tensor, v: Tensor) -> Tensor:
            matrix = torch.reshape(weight, [torch.size(weight, 0), -1])
            fixed = torch.detach(matrix)
            right = torch.mv(torch.t(fixed), u)
            right = torch.div(right, torch.clamp_min(torch.norm(right), 1e-12))
            left = torch.mv(fixed, right)
            left = torch.div(left, torch.clamp_min(torch.norm(left), 1e-12))
            stored = torch.copy_(v, right)
            stored = torch.copy_(u, left)
            return torch.div(weight, torch.dot(left, torch.mv(matrix, right)))
          """);

  private Torch() {}

  /// Where the taps of a convolution lie.
  ///
  /// @param stride pixels from one output to the next
  /// @param padding zeros on each side
  /// @param dilation pixels from one tap to the next
  public record Taps(int stride, int padding, int dilation) {}

  /// Convolution with zero padding.
  ///
  /// @param weight (out, in, K, K)
  /// @param bias (out), if there is one
  /// @param stride pixels from one output to the next
  /// @param padding zeros on each side
  public static NDArray conv(
      NDArray x, NDArray weight, Optional<NDArray> bias, int stride, int padding) {
    return conv(x, weight, bias, new Taps(stride, padding, 1), Arithmetic.FLOAT32);
  }

  /// Convolution in the given numbers. In bfloat16 image, weight, bias and the result, and their
  /// gradients, are rounded to it; sums inside a convolution are float32.
  public static NDArray conv(
      NDArray x, NDArray weight, Optional<NDArray> bias, Taps taps, Arithmetic arithmetic) {
    if (arithmetic == Arithmetic.FLOAT32) {
      return JniUtils.convolution(
          (PtNDArray) x,
          (PtNDArray) weight,
          (PtNDArray) bias.orElse(null),
          new Shape(taps.stride, taps.stride),
          new Shape(taps.padding, taps.padding),
          new Shape(taps.dilation, taps.dilation),
          1);
    }
    // The engine's name of the type would end the process, so arrays of it are never asked for it.
    try (NDArray narrowX = LIBRARY.call("narrow", x);
        NDArray narrowWeight = LIBRARY.call("narrow", weight);
        NDArray narrowBias = bias.map(each -> LIBRARY.call("narrow", each)).orElse(null);
        NDArray y =
            conv(
                narrowX, narrowWeight, Optional.ofNullable(narrowBias), taps, Arithmetic.FLOAT32)) {
      return LIBRARY.call("wide", y);
    }
  }

  /// Transposed convolution that doubles height and width: kernel 3, stride 2, padding 1, output
  /// padding 1.
  ///
  /// @param weight (in, out, 3, 3)
  public static NDArray transposedConv(NDArray x, NDArray weight, NDArray bias) {
    return LIBRARY.call("transposed", x, weight, bias);
  }

  /// Linear map of the last dimension.
  ///
  /// @param weight (out, in)
  public static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return LIBRARY.call("linear", x, weight, bias);
  }

  /// Normalises each channel by the statistics given; no learned scale.
  ///
  /// @param mean (C)
  /// @param variance (C)
  public static NDArray batchNorm(NDArray x, NDArray mean, NDArray variance) {
    return LIBRARY.call("batch_norm", x, mean, variance);
  }

  /// Normalises each channel by its own statistics over N, H and W, and moves the running ones a
  /// tenth of the way towards them, in place.
  public static NDArray batchNormTraining(NDArray x, NDArray mean, NDArray variance) {
    return LIBRARY.call("batch_norm_training", x, mean, variance);
  }

  /// Normalises each channel of each image by its own statistics; no learned scale.
  public static NDArray instanceNorm(NDArray x) {
    return LIBRARY.call("instance_norm", x);
  }

  /// The weight divided by its spectral norm as `u` and `v` estimate it.
  ///
  /// @param weight (out, ...), seen as a matrix of `out` rows
  /// @param u (out), left singular vector
  /// @param v (the rest), right singular vector
  public static NDArray spectral(NDArray weight, NDArray u, NDArray v) {
    return LIBRARY.call("spectral", weight, u, v);
  }

  /// The same after one power iteration, which changes `u` and `v` in place and lets no gradient
  /// through.
  public static NDArray spectralTraining(NDArray weight, NDArray u, NDArray v) {
    return LIBRARY.call("spectral_training", weight, u, v);
  }

  /// Every value times a number.
  ///
  /// The array's own `mul` of a number makes that number an array in memory of Java, which is freed
  /// once the handle is closed and garbage is collected, though a recorded graph still reads it in
  /// the backward pass. Here the engine owns it.
  public static NDArray times(NDArray x, float factor) {
    try (NDArray number = number(factor, x.getDataType(), x.getManager())) {
      return x.mul(number);
    }
  }

  /// One number in memory of the manager's device, made there: nothing travels to a GPU.
  public static NDArray number(double value, DataType type, NDManager manager) {
    return manager.full(new Shape(), (float) value, type);
  }

  /// LeakyReLU of slope 0.2.
  public static NDArray leaky(NDArray x) {
    return LIBRARY.call("leaky", x);
  }

  /// ReLU.
  public static NDArray relu(NDArray x) {
    return JniUtils.relu((PtNDArray) x);
  }

  /// Logistic function.
  public static NDArray sigmoid(NDArray x) {
    return JniUtils.sigmoid((PtNDArray) x);
  }

  /// `x * (1 + gamma) + beta`.
  static NDArray modulated(NDArray x, NDArray gamma, NDArray beta) {
    return LIBRARY.call("modulated", x, gamma, beta);
  }

  /// Two arrays mixed: the logistic function of `share`, one number, is the part of the first.
  static NDArray blend(NDArray one, NDArray other, NDArray share) {
    return LIBRARY.call("blend", one, other, share);
  }

  /// Every pixel as a square of two by two.
  public static NDArray twice(NDArray x) {
    return LIBRARY.call("twice", x);
  }

  /// The mean of every square of two by two.
  public static NDArray half(NDArray x) {
    return LIBRARY.call("half", x);
  }

  /// The mean over three by three at every second pixel; pixels outside do not count.
  public static NDArray coarse(NDArray x) {
    return LIBRARY.call("coarse", x);
  }

  /// One reflected pixel added on each side.
  public static NDArray reflected(NDArray x) {
    return LIBRARY.call("reflected", x);
  }

  /// Resized with half-pixel centres and without antialiasing (spec 1.1, bilinear).
  ///
  /// @param like an array whose last two dimensions are the wanted height and width
  public static NDArray bilinear(NDArray x, NDArray like) {
    return LIBRARY.call("bilinear", x, like);
  }

  /// Resized by the rule `src = floor(dst * n / o)` (spec 1.1, nearest-A); of any type.
  ///
  /// @param x (..., H, W)
  public static NDArray nearest(NDArray x, long height, long width) {
    Shape shape = x.getShape();
    int last = shape.dimension() - 1;
    if (shape.get(last - 1) % height == 0 && shape.get(last) % width == 0) {
      try (NDArray rows = everyNth(x, last - 1, shape.get(last - 1) / height)) {
        return everyNth(rows, last, shape.get(last) / width);
      }
    }
    try (NDArray rows = sources(x, shape.get(last - 1), height);
        NDArray columns = sources(x, shape.get(last), width)) {
      return LIBRARY.call("pick", x, rows, columns);
    }
  }

  /// Every `step`-th slice from the first on, without copying.
  private static NDArray everyNth(NDArray x, int dimension, long step) {
    return JniUtils.slice((PtNDArray) x, dimension, 0, x.getShape().get(dimension), step);
  }

  private static NDArray sources(NDArray x, long from, long to) {
    long[] sources = new long[Math.toIntExact(to)];
    Arrays.setAll(sources, i -> i * from / to);
    return x.getManager().create(sources);
  }

  /// Class ids as channels of 0 and 1.
  ///
  /// @param labels (N, H, W), any integer type, each below the number of channels
  /// @return (N, channels, H, W), float32
  public static NDArray oneHot(NDArray labels, int channels) {
    return oneHot(labels, channels, DataType.FLOAT32);
  }

  /// The same in another type.
  public static NDArray oneHot(NDArray labels, int channels, DataType type) {
    try (NDArray zeros = labels.getManager().zeros(new Shape(channels), type)) {
      return LIBRARY.call("one_hot", labels, zeros);
    }
  }

  /// Each channel's mean over height and width.
  ///
  /// @return (N, C, 1, 1)
  public static NDArray spaceMean(NDArray x) {
    return LIBRARY.call("space_mean", x);
  }

  /// Every channel of every image plus one number, so that its mean is that of guidance wherever
  /// guidance is not -1 in all channels; cut to [-1, 1].
  ///
  /// @param guidance (N, C, H, W), as `x`
  static NDArray lit(NDArray x, NDArray guidance) {
    return LIBRARY.call("lit", x, guidance);
  }

  /// Channels of several arrays one after the other.
  public static NDArray channels(NDArray first, NDArray... others) {
    NDList all = new NDList(first);
    all.addAll(List.of(others));
    return NDArrays.concat(all, 1);
  }

  /// Channels `from` (inclusive) to `to` (exclusive) of (N, C, ...), without copying.
  public static NDArray channels(NDArray x, long from, long to) {
    return JniUtils.slice((PtNDArray) x, 1, from, to, 1);
  }
}
