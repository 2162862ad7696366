package io.resail.tools.training;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.resail.synth.network.Parameters;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.util.LinkedHashMap;
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

  private Adam(Parameters parameters, Rates rates, Parameters moments, long steps) {
    this.parameters = parameters;
    this.rates = rates;
    this.moments = moments;
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
  /// @throws io.resail.fault.FaultException if it is the state of another network's
  public static Adam resume(Weights state, Parameters parameters, Rates rates, NDManager parent) {
    long steps = Long.parseLong(state.word(STEPS));
    return new Adam(parameters, rates, Parameters.load(state, parent), steps);
  }

  /// A copy of all that the next step depends on besides the parameters.
  public Weights state() {
    return moments.weights(Map.of(STEPS, Long.toString(steps)));
  }

  /// Moves every array that has a gradient, and clears the gradients.
  ///
  /// @param factor what the learning rate is multiplied by
  public void step(double factor) {
    steps++;
    double meanCorrection = 1 - Math.pow(rates.mean, (double) steps);
    double squareCorrection = Math.sqrt(1 - Math.pow(rates.square, (double) steps));
    double rate = rates.rate * factor;
    parameters
        .learned()
        .forEach(
            (name, array) -> {
              // The corrections of PyTorch's formula, brought into the form the engine offers.
              PtNDArray weight = (PtNDArray) array;
              try (PtNDArray gradient = JniUtils.getGradient(weight)) {
                if (gradient != null) {
                  JniUtils.adamUpdate(
                      weight,
                      gradient,
                      moment(MEAN + name),
                      moment(SQUARE + name),
                      (float) rate,
                      (float) (rate * squareCorrection / meanCorrection),
                      0,
                      1,
                      -1,
                      (float) rates.mean,
                      (float) rates.square,
                      (float) (rates.epsilon * squareCorrection),
                      false);
                  JniUtils.zeroGrad(weight);
                }
              }
            });
  }

  private PtNDArray moment(String name) {
    return (PtNDArray) moments.array(name);
  }

  @Override
  public void close() {
    moments.close();
  }
}
