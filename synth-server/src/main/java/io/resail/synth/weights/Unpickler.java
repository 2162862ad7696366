package io.resail.synth.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.resail.synth.weights.PickledTensor.Storage;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/// The pickle machine of Python with its teeth drawn: it builds containers, numbers, texts and
/// descriptions of tensors, and calls nothing but [PickledGlobal]s.
///
/// Every instruction takes at least a byte and makes at most one object, so that the length of the
/// input bounds the memory used. Containers come out as `List` and `Map`, integers as `Long` or
/// `BigInteger`, `None` as [#NONE]. One use, one thread.
///
/// Source: the module `pickletools` of Python describes each instruction.
final class Unpickler {
  /// Python's `None`.
  static final Object NONE = new Object();

  private final List<Object> stack = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();
  private final Map<String, Storage> storages = new LinkedHashMap<>();

  /// Every storage that was named, whole, by key.
  Map<String, Storage> storages() {
    return storages;
  }

  /// Runs one pickle and leaves `in` behind its end.
  ///
  /// @throws IOException if an instruction is unknown, refused or makes no sense
  Object load(ByteBuffer in) throws IOException {
    in.order(ByteOrder.LITTLE_ENDIAN);
    int at = in.position();
    try {
      while (true) {
        at = in.position();
        int instruction = Byte.toUnsignedInt(in.get());
        if (instruction == '.') {
          return pop();
        }
        run(instruction, in);
      }
    } catch (BufferUnderflowException tooShort) {
      throw new IOException("the pickle ends within the instruction at byte " + at, tooShort);
    } catch (IndexOutOfBoundsException
        | NoSuchElementException
        | ClassCastException
        | IllegalArgumentException
        | ArithmeticException wrong) {
      throw new IOException(
          "instruction at byte " + at + " makes no sense: " + wrong.getMessage(), wrong);
    }
  }

  private void run(int instruction, ByteBuffer in) throws IOException {
    switch (instruction) {
      case 0x80 -> in.get(); // version of the language: the instructions speak for themselves
      case 0x95 -> in.getLong(); // length of a frame, of use to those who read piecewise
      case '(' -> marks.push(stack.size());
      case '0' -> pop();
      case '1' -> popToMark();
      case '2' -> stack.add(stack.getLast());
      case 'N' -> stack.add(NONE);
      case 0x88 -> stack.add(true);
      case 0x89 -> stack.add(false);
      case 'J' -> stack.add((long) in.getInt());
      case 'K' -> stack.add((long) unsignedByte(in));
      case 'M' -> stack.add((long) Short.toUnsignedInt(in.getShort()));
      case 0x8a -> stack.add(integer(in, unsignedByte(in)));
      case 'G' -> stack.add(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
      case 'I', 'L' -> stack.add(new BigInteger(line(in).replace("L", "")).longValueExact());
      case 'F' -> stack.add(Double.parseDouble(line(in)));
      case 'S', 'V' -> stack.add(line(in));
      case 'U', 0x8c, 'C' -> stack.add(text(in, unsignedByte(in)));
      case 'T', 'X', 'B' -> stack.add(text(in, in.getInt()));
      case 0x8d, 0x8e -> stack.add(text(in, Math.toIntExact(in.getLong())));
      case ']' -> stack.add(new ArrayList<>());
      case '}' -> stack.add(new LinkedHashMap<>());
      case ')' -> stack.add(new Tuple(List.of()));
      case 'l' -> stack.add(popToMark());
      case 'd' -> stack.add(put(new LinkedHashMap<>(), popToMark()));
      case 't' -> stack.add(new Tuple(popToMark()));
      case 0x85, 0x86, 0x87 -> stack.add(new Tuple(popLast(instruction - 0x84)));
      case 'a' -> append(popLast(1));
      case 'e' -> append(popToMark());
      case 's' -> put(popLast(2));
      case 'u' -> put(popToMark());
      case 'p' -> memo.put(Integer.parseInt(line(in)), stack.getLast());
      case 'q' -> memo.put(unsignedByte(in), stack.getLast());
      case 'r' -> memo.put(in.getInt(), stack.getLast());
      case 0x94 -> memo.put(memo.size(), stack.getLast());
      case 'g' -> stack.add(remembered(Integer.parseInt(line(in))));
      case 'h' -> stack.add(remembered(unsignedByte(in)));
      case 'j' -> stack.add(remembered(in.getInt()));
      case 'c' -> stack.add(PickledGlobal.named(line(in), line(in)));
      case 'i' -> throw new IOException("it makes an object of " + line(in) + "." + line(in));
      case 0x93 -> {
        List<Object> names = popLast(2);
        stack.add(PickledGlobal.named((String) names.getFirst(), (String) names.getLast()));
      }
      case 'R' -> {
        Tuple arguments = (Tuple) pop();
        stack.add(((PickledGlobal) pop()).call(arguments.items()));
      }
      case 'b' -> dropState();
      case 'Q' -> stack.add(storage((Tuple) pop()));
      default ->
          throw new IOException(
              "instruction 0x" + Integer.toHexString(instruction) + " is not needed for tensors");
    }
  }

  /// A Python tuple: unlike a list it can be the arguments of a call.
  record Tuple(List<Object> items) {}

  private Object pop() {
    return stack.removeLast();
  }

  private List<Object> popLast(int count) {
    List<Object> last = stack.subList(stack.size() - count, stack.size());
    List<Object> items = new ArrayList<>(last);
    last.clear();
    return items;
  }

  private List<Object> popToMark() {
    return popLast(stack.size() - marks.pop());
  }

  @SuppressWarnings("unchecked") // lists on the stack are ours, and hold any object
  private void append(List<Object> items) {
    ((List<Object>) stack.getLast()).addAll(items);
  }

  @SuppressWarnings("unchecked") // maps on the stack are ours, and hold any object
  private void put(List<Object> keysAndValues) {
    put((Map<Object, Object>) stack.getLast(), keysAndValues);
  }

  /// Only texts and numbers are keys: the hash of a container could cost more than its bytes.
  private static Map<Object, Object> put(Map<Object, Object> map, List<Object> keysAndValues) {
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      Object key = keysAndValues.get(i);
      if (!(key instanceof String || key instanceof Long)) {
        throw new IllegalArgumentException("a key that is neither text nor number");
      }
      map.put(key, keysAndValues.get(i + 1));
    }
    return map;
  }

  private Object remembered(int place) {
    Object value = memo.get(place);
    if (value == null) {
      throw new NoSuchElementException("nothing remembered at " + place);
    }
    return value;
  }

  /// An ordered dict carries attributes, such as the versions of its modules: no tensors there.
  private void dropState() throws IOException {
    pop();
    if (!(stack.getLast() instanceof Map)) {
      throw new IOException("something other than an ordered dict is given a state");
    }
  }

  /// A storage named from outside the pickle: kind, key, device (left aside) and length; in old
  /// files perhaps a part of it.
  private Storage storage(Tuple name) throws IOException {
    List<Object> parts = name.items();
    if (!"storage".equals(parts.getFirst())) {
      throw new IOException("it refers to something other than a storage");
    }
    String key = (String) parts.get(2);
    Storage whole =
        new Storage(((PickledGlobal) parts.get(1)).elements(), key, 0, (Long) parts.get(4));
    Storage known = storages.putIfAbsent(key, whole);
    if (known != null && !known.equals(whole)) {
      throw new IOException("storage '" + key + "' is described in two ways");
    }
    if (parts.size() > 5 && parts.get(5) instanceof Tuple part) {
      return new Storage(whole.type(), key, (Long) part.items().get(1), (Long) part.items().get(2));
    }
    return whole;
  }

  private static int unsignedByte(ByteBuffer in) {
    return Byte.toUnsignedInt(in.get());
  }

  private static byte[] bytes(ByteBuffer in, int count) {
    if (count < 0 || count > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[count];
    in.get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer in, int count) {
    return new String(bytes(in, count), UTF_8);
  }

  private static String line(ByteBuffer in) {
    int from = in.position();
    int length = 1;
    while (in.get() != '\n') {
      length++;
    }
    return text(in.position(from), length).stripTrailing();
  }

  /// A number of any length, least significant byte first; short ones come out as `Long`.
  private static Object integer(ByteBuffer in, int count) {
    byte[] bytes = bytes(in, count);
    for (int i = 0; i < count / 2; i++) {
      byte low = bytes[i];
      bytes[i] = bytes[count - 1 - i];
      bytes[count - 1 - i] = low;
    }
    BigInteger value = count == 0 ? BigInteger.ZERO : new BigInteger(bytes);
    return value.bitLength() < Long.SIZE ? (Object) value.longValueExact() : value;
  }
}
