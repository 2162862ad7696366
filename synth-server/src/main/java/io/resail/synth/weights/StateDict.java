package io.resail.synth.weights;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A PyTorch state dict (`.pth`, `.pt`) read as weights, in the zip form of today and the stream
/// form of before PyTorch 1.6.
///
/// Such a file is a pickle, which in Python may run any program. Here only tensors and plain
/// containers are understood; a file that names anything else is refused with that name, and
/// nothing it says makes the reader hold much more than the file's own size.
public final class StateDict {
  /// Containers inside containers; real checkpoints have three or four.
  private static final int DEEPEST = 16;

  /// Values reached in one file; a list that holds itself often would have no end.
  private static final int MOST_VALUES = 1 << 20;

  /// Letters in a path; every value below a container carries the container's own name again.
  private static final int LONGEST_NAME = 1000;

  private final PickledFile file;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> words = new LinkedHashMap<>();
  private int values;

  private StateDict(PickledFile file) {
    this.file = file;
  }

  /// The tensors of a file, named by the path to them joined with dots: `fc.weight`, or
  /// `state_dict.fc.weight` where the checkpoint nests them. Numbers and texts become metadata.
  ///
  /// @throws FaultException [Fault#UNKNOWN] if there is no such file, [Fault#WRONG_INPUT] if it is
  ///     not a state dict or names something other than tensors and containers
  public static Weights read(Path path) {
    try (FileChannel channel = FileChannel.open(path)) {
      ByteBuffer first = ByteBuffer.allocate(2);
      channel.read(first, 0);
      boolean zip = first.get(0) == 'P' && first.get(1) == 'K';
      StateDict dict =
          new StateDict(zip ? PickledFile.zipped(path) : PickledFile.streamed(channel));
      dict.collect("", dict.file.root(), DEEPEST);
      return new Weights(dict.tensors, dict.words);
    } catch (NoSuchFileException absent) {
      throw new FaultException(
          Fault.UNKNOWN, path.toString(), "no file " + path + ": give an existing one");
    } catch (IOException wrong) {
      throw new FaultException(
          Fault.WRONG_INPUT, path + " is not a readable state dict: " + wrong.getMessage(), wrong);
    }
  }

  private void collect(String name, Object value, int depth) throws IOException {
    if (depth < 0 || ++values > MOST_VALUES || name.length() > LONGEST_NAME) {
      throw new IOException(
          "it holds too much: need at most "
              + DEEPEST
              + " levels, "
              + MOST_VALUES
              + " values and "
              + LONGEST_NAME
              + " letters in a name");
    }
    String prefix = name.isEmpty() ? "" : name + ".";
    switch (value) {
      case PickledTensor tensor -> put(tensors, name, file.read(tensor));
      case Map<?, ?> map -> {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          collect(prefix + entry.getKey(), entry.getValue(), depth - 1);
        }
      }
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          collect(prefix + i, list.get(i), depth - 1);
        }
      }
      case String text -> put(words, name, text);
      case Number number -> put(words, name, number.toString());
      case Boolean truth -> put(words, name, truth.toString());
      default -> {} // None, bytes and classes say nothing about weights
    }
  }

  private static <T> void put(Map<String, T> named, String name, T value) throws IOException {
    if (named.put(name, value) != null) {
      throw new IOException("two values are named '" + name + "'");
    }
  }
}
