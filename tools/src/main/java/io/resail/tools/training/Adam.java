package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.Torch;
import io.resail.synth.network.TorchScript;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Moves the learned arrays of one network against their gradients, as PyTorch's Adam does.
///
/// Source: Kingma and Ba, ICLR 2015. DJL's own optimiser leaves the epsilon uncorrected for the
/// step, which moves rarely used weights differently. One thread.
public final class Adam implements AutoCloseable {
  private static final String STEPS = "steps";
  private static final String MEAN = "mean.";
  private static final String SQUARE = "square.";

  private final Parameters parameters;
  private final Rates rates;
  private final Parameters moments;
  private final NDManager manager;
  private final TorchScript library;
  private long steps;

  /// How fast it moves.
  ///
  /// @param rate learning rate
  /// @param mean decay of the mean of gradients, `beta1`
  /// @param square decay of the mean of their squares, `beta2`
  /// @param epsilon added to the root of that mean
  public record Rates(double rate, double mean, double square, double epsilon) {
    /// Those of the paper for a learning rate of its own.
    public static Rates paper(double rate) {
      return new Rates(rate, 0, 0.9, 1e-8);
    }
  }

  private Adam(
      Parameters parameters, Rates rates, Parameters moments, NDManager manager, long steps) {
    this.parameters = parameters;
    this.rates = rates;
    this.moments = moments;
    this.manager = manager;
    this.library = library(rates);
    this.steps = steps;
  }

  /// One that has made no step yet. The caller closes it; closing `parent` closes it too.
  ///
  /// @param parameters of the network; they stay open
  public static Adam begin(Parameters parameters, Rates rates, NDManager parent) {
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    parameters
        .learned()
        .forEach(
            (name, array) -> {
              long[] shape = array.getShape().getShape();
              Tensor zero = Tensor.of(new float[Math.toIntExact(array.size())], shape);
              zeros.put(MEAN + name, zero);
              zeros.put(SQUARE + name, zero);
            });
    return resume(new Weights(zeros, Map.of(STEPS, "0")), parameters, rates, parent);
  }

  /// One that goes on from what [#state] gave.
  ///
  /// @throws FaultException [Fault#DAMAGED] if it is the state of another network's
  public static Adam resume(Weights state, Parameters parameters, Rates rates, NDManager parent) {
    parameters
        .learned()
        .forEach(
            (name, array) -> {
              requireShape(state, MEAN + name, array.getShape().getShape());
              requireShape(state, SQUARE + name, array.getShape().getShape());
            });
    long steps = Long.parseLong(state.word(STEPS));
    return new Adam(parameters, rates, Parameters.load(state, parent), parent, steps);
  }

  private static void requireShape(Weights state, String name, long[] shape) {
    Tensor stored = state.tensor(name);
    if (!Arrays.equals(stored.shape(), shape)) {
      throw new FaultException(
          Fault.DAMAGED,
          name,
          "'"
              + name
              + "' is "
              + stored
              + " where the network has shape "
              + Arrays.toString(shape)
              + ": resume with the state of the same network");
    }
  }

  /// A copy of all that the next step depends on besides the parameters.
  public Weights state() {
    return moments.weights(Map.of(STEPS, Long.toString(steps)));
  }

  /// Steps made so far.
  long steps() {
    return steps;
  }

  /// Moves every array that has a gradient, and clears the gradients.
  ///
  /// @param factor what the learning rate is multiplied by
  public void step(double factor) {
    steps++;
    try (Scratch _ = new Scratch()) {
      NDArray rate = Torch.number(rates.rate * factor, DataType.FLOAT32, manager);
      NDArray step = Torch.number((double) steps, DataType.FLOAT32, manager);
      List<NDArray> weights = new ArrayList<>();
      List<NDArray> gradients = new ArrayList<>();
      List<NDArray> means = new ArrayList<>();
      List<NDArray> squares = new ArrayList<>();
      parameters
          .learned()
          .forEach(
              (name, weight) -> {
                NDArray gradient = JniUtils.getGradient((PtNDArray) weight);
                if (gradient != null) {
                  weights.add(weight);
                  gradients.add(gradient);
                  means.add(moments.array(MEAN + name));
                  squares.add(moments.array(SQUARE + name));
                }
              });
      library.change(
          "step",
          List.of(
              weights,
              gradients,
              means,
              squares,
              Collections.nCopies(weights.size(), step),
              List.of(rate)));
    }
  }

  /// One call for all arrays: on a GPU as many small ones would take longer than a pass.
  private static TorchScript library(Rates rates) {
    return new TorchScript(
        String.format(
            Locale.ROOT,
            """
            def step(self, weights: List[Tensor], gradients: List[Tensor], means: List[Tensor],
                squares: List[Tensor], steps: List[Tensor], rate: List[Tensor]) -> Tensor:
              torch._fused_adam_(weights, gradients, means, squares, annotate(List[Tensor], []),
                  steps, lr=rate[0], beta1=%.17e, beta2=%.17e, weight_decay=0., eps=%.17e,
                  amsgrad=False, maximize=False)
              torch._foreach_zero_(gradients)
              return rate[0]
            """,
            rates.mean,
            rates.square,
            rates.epsilon));
  }

  @Override
  public void close() {
    moments.close();
  }
}
