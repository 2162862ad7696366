package io.resail.synth.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Functions written in TorchScript, compiled by the engine from an archive made in memory: the way
/// to every operator of PyTorch that DJL lacks or passes on wrongly.
///
/// An archive is a zip of plainly stored entries: a pickle that makes one object of a class, and
/// the source of that class, whose methods are the functions. Any thread may call them.
public final class TorchScript {
  private static final String CLASS =
      """
      class Library(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
      """;

  /// In Python's pickle language: an object of the class, with `training` set to true.
  private static final String OBJECT =
      "\u0080\2c__torch__\nLibrary\n)\u0081}(X\10\0\0\0training\u0088ub.";

  /// The version that PyTorch 2.7 writes: in older ones operators keep their old meaning, such as a
  /// division of integers that drops the fraction.
  private static final String VERSION = "10\n";

  private static final String NO_CONSTANTS = "\u0080\2).";

  private final PtNDManager owner = (PtNDManager) Engine.getEngine("PyTorch").newBaseManager();
  private final PtSymbolBlock library;
  private final Map<String, NDArray> names = new ConcurrentHashMap<>();

  /// Compiles functions for the life of the process.
  ///
  /// @param methods TorchScript methods, each with `self` as its first parameter
  /// @throws ai.djl.engine.EngineException if a function does not compile; the message shows where
  public TorchScript(String methods) {
    try {
      library = JniUtils.loadModule(owner, new ByteArrayInputStream(archive(methods)), true, false);
    } catch (IOException impossible) {
      throw new UncheckedIOException("an archive in memory cannot be read", impossible);
    }
  }

  /// Calls a function of arrays that gives one array, attached to the manager of the first.
  ///
  /// Gradients flow through it if the calling thread records them.
  public NDArray call(String function, NDArray first, NDArray... others) {
    NDList arguments = new NDList(first);
    for (NDArray other : others) {
      arguments.add(other);
    }
    arguments.add(names.computeIfAbsent(function, this::named));
    return IValueUtils.forward(library, arguments, true).singletonOrThrow();
  }

  /// DJL takes the name of the function from an argument that is otherwise left aside. It lies in
  /// memory of the processor: on a GPU a call would otherwise wait for one number to arrive.
  private NDArray named(String function) {
    NDArray name = owner.create(new Shape(), DataType.FLOAT32, Device.cpu());
    NDScope.unregister(name); // lives as long as the library, whoever calls first
    name.setName("module_method:" + function);
    return name;
  }

  /// Calls a function of lists of arrays that changes them in place; nothing is recorded.
  public void change(String function, List<List<NDArray>> lists) {
    IValue[] arguments =
        lists.stream()
            .map(list -> IValue.listFrom(list.toArray(PtNDArray[]::new)))
            .toArray(IValue[]::new);
    IValueUtils.runMethod(library, function, arguments).close();
    Arrays.stream(arguments).forEach(IValue::close);
  }

  private static byte[] archive(String methods) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "library/data.pkl", OBJECT.getBytes(ISO_8859_1));
      store(zip, "library/code/__torch__.py", (CLASS + methods.indent(2)).getBytes(UTF_8));
      store(zip, "library/constants.pkl", NO_CONSTANTS.getBytes(ISO_8859_1));
      store(zip, "library/version", VERSION.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 sum = new CRC32();
    sum.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
