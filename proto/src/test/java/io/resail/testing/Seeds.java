package io.resail.testing;

import java.util.SplittableRandom;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/// Gives a test its randomness, and a failed test the words to repeat it.
///
/// With `@ExtendWith(Seeds.class)` a test may take a `SplittableRandom`, or a `long` named `seed`.
/// A run has one root seed, new each time unless `-Dseed=…` gives it; every test, every repetition
/// and every parameter derives its own from it, so a test repeats alone exactly as it ran among
/// others. Immutable, any thread.
public final class Seeds implements ParameterResolver, TestExecutionExceptionHandler {
  private static final long ROOT = rootOf(System.getProperty("seed", ""), System.nanoTime());

  /// The seed of this run.
  public static long root() {
    return ROOT;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    return type == SplittableRandom.class
        || (type == long.class && parameter.getParameter().getName().equals("seed"));
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    long seed = derive(ROOT, test.getUniqueId(), parameter.getIndex());
    return parameter.getParameter().getType() == long.class ? seed : new SplittableRandom(seed);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext test, Throwable failure)
      throws Throwable {
    throw withHint(failure, ROOT);
  }

  static long rootOf(String given, long fresh) {
    return given.isBlank() ? new SplittableRandom(fresh).nextLong() : Long.parseLong(given.strip());
  }

  static long derive(long root, String test, int parameter) {
    long seed = root;
    for (int i = 0; i < test.length(); i++) {
      seed = 31 * seed + test.charAt(i);
    }
    return new SplittableRandom(31 * seed + parameter).nextLong();
  }

  static Throwable withHint(Throwable failure, long root) {
    failure.addSuppressed(new Hint("repeat with -Dseed=" + root));
    return failure;
  }

  /// Words printed below the failure, which has a stack trace already.
  private static final class Hint extends Exception {
    Hint(String words) {
      super(words, null, false, false);
    }
  }
}
