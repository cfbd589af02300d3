package dev.dialtone.catalogue.entry;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Names with a number each, looked up in the bytes as they are: a look-up among a thousand names
 * makes no objects, so that nothing has to be read before the first question.
 */
public final class NameTable {
  private final ByteBuffer bytes;
  private final int count;
  private final int entries;
  private final int names;

  /** Takes the table that begins at the position of {@code bytes}, and moves behind it. */
  public NameTable(ByteBuffer bytes) {
    this.bytes = bytes;
    count = bytes.getInt();
    int length = bytes.getInt();
    entries = bytes.position();
    names = entries + count * 2 * Integer.BYTES;
    bytes.position(names + length);
  }

  /** Writes a table of {@code numbers}. */
  public static void write(Map<String, Integer> numbers, DataOutput out) throws IOException {
    List<Map.Entry<byte[], Integer>> all = new ArrayList<>();
    int length = 0;
    for (Map.Entry<String, Integer> each : numbers.entrySet()) {
      byte[] name = each.getKey().getBytes(StandardCharsets.UTF_8);
      all.add(Map.entry(name, each.getValue()));
      length += Short.BYTES + name.length;
    }
    all.sort((one, other) -> Arrays.compareUnsigned(one.getKey(), other.getKey()));
    out.writeInt(all.size());
    out.writeInt(length);
    int place = 0;
    for (Map.Entry<byte[], Integer> named : all) {
      out.writeInt(place);
      out.writeInt(named.getValue());
      place += Short.BYTES + named.getKey().length;
    }
    for (Map.Entry<byte[], Integer> named : all) {
      out.writeShort(named.getKey().length);
      out.write(named.getKey());
    }
  }

  /** The number of {@code name}; nothing if it is not in the table. */
  public OptionalInt find(String name) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int entry = entries + middle * 2 * Integer.BYTES;
      int compared = compare(names + bytes.getInt(entry), wanted);
      if (compared == 0) {
        return OptionalInt.of(bytes.getInt(entry + Integer.BYTES));
      }
      if (compared < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return OptionalInt.empty();
  }

  private int compare(int at, byte[] wanted) {
    int length = Short.toUnsignedInt(bytes.getShort(at));
    int start = at + Short.BYTES;
    int common = Math.min(length, wanted.length);
    for (int i = 0; i < common; i++) {
      int difference = Byte.toUnsignedInt(bytes.get(start + i)) - Byte.toUnsignedInt(wanted[i]);
      if (difference != 0) {
        return difference;
      }
    }
    return length - wanted.length;
  }
}
