package io.resail.wire;

import com.google.protobuf.Duration;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// Refusals of what a message holds, each naming the field by its path in the request.
final class Field {
  private static final long MOST_SECONDS = 1_000_000_000;

  private Field() {}

  /// The refusal of a field.
  static FaultException wrong(String field, String message) {
    return new FaultException(Fault.WRONG_INPUT, field, field + ": " + message);
  }

  /// The value that a field makes, or the field's refusal where the value refuses to be made.
  static <T> T made(String field, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw wrong(field, String.valueOf(e.getMessage()));
    }
  }

  /// The values of a repeated field, each made under its own path, such as `masks.segments[2]`.
  static <M, T> List<T> each(String field, List<M> messages, BiFunction<String, M, T> value) {
    List<T> values = new ArrayList<>(messages.size());
    for (M message : messages) {
      values.add(value.apply(field + "[" + values.size() + "]", message));
    }
    return values;
  }

  /// The number, if it lies in a range.
  ///
  /// @param what what is counted, for the message
  static <N extends Number> N inRange(String field, N number, String what, long least, long most) {
    if (number.longValue() < least || number.longValue() > most) {
      throw wrong(field, number + " " + what + ": need " + least + " to " + most);
    }
    return number;
  }

  /// A time of at least nothing and at most some 30 years, so that it can be counted in
  /// nanoseconds.
  static java.time.Duration time(String field, Duration message) {
    long seconds = message.getSeconds();
    int nanos = message.getNanos();
    if (seconds < 0 || seconds > MOST_SECONDS || nanos < 0 || nanos > 999_999_999) {
      throw wrong(
          field,
          seconds
              + " s and "
              + nanos
              + " ns is no time to wait: need 0 to "
              + MOST_SECONDS
              + " s and 0 to 999999999 ns");
    }
    return java.time.Duration.ofSeconds(seconds, nanos);
  }

  /// A time as a message.
  static Duration message(java.time.Duration time) {
    return Duration.newBuilder().setSeconds(time.getSeconds()).setNanos(time.getNano()).build();
  }
}
